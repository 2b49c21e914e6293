using TrafficRouting.TestKit.Kubernetes;

namespace TrafficRouting.Kubernetes.Tests.Histories;

/// <summary>A cluster to which things happen, and what an application should make of its objects.</summary>
internal sealed class HistoryCluster(ApiServer server)
{
    private static readonly string[] Names = ["a", "b", "c", "d"];

    // What each VirtualService last said that could be read; nothing where it never did.
    private readonly Dictionary<string, string?> _good = new(StringComparer.Ordinal);

    // Which Service each HTTPRoute leads to.
    private readonly Dictionary<string, string> _routes = new(StringComparer.Ordinal);

    private int _marks;

    /// <summary>Gets the table that a fresh list gives, with broken objects as they were last good.</summary>
    public string Table => string.Join("; ", _good.Where(g => g.Value is not null).Select(g => (Name: $"{g.Key}.shop", To: $"{g.Value}.example"))
        .Concat(_routes.Select(r => (Name: $"web-{r.Key}.shop", To: $"{r.Value}.shop"))).OrderBy(r => r.Name, StringComparer.Ordinal).Select(r => $"{r.Name}: {r.To}=1"));

    /// <summary>Waits until an application has seen all so far. The table alone does not tell: it may be as it was some steps before.</summary>
    public async Task SettleAsync(ClusterApp app)
    {
        var mark = $"n{++_marks}";
        Apply("seen", mark);
        ApplyRoute("seen", mark);
        await app.UntilTableAsync(Table);
    }

    /// <summary>Does a step.</summary>
    /// <param name="step">What.</param>
    /// <param name="which">Of which object.</param>
    /// <param name="app">Who follows the cluster.</param>
    public async Task DoAsync(HistoryStep step, int which, ClusterApp app)
    {
        var name = Names[which % Names.Length];
        var to = $"v{which / Names.Length % 3}";
        switch (step)
        {
            case HistoryStep.Apply:
                Apply(name, to);
                break;
            case HistoryStep.ApplyRoute:
                ApplyRoute(name, to);
                break;
            case HistoryStep.ApplyService:
                server.Apply(ApiResources.Services, Sample.Service($"other-{name}"));
                break;
            case HistoryStep.Break:
                // What was good before must have been seen, to be the last good version.
                await SettleAsync(app);
                server.Apply(ApiResources.VirtualServices, Sample.Broken(name));
                _good.TryAdd(name, null);
                break;
            case HistoryStep.Delete when _good.Remove(name):
                server.Delete(ApiResources.VirtualServices, name);
                break;
            case HistoryStep.DeleteRoute when _routes.Remove(name):
                server.Delete(ApiResources.HttpRoutes, $"web-{name}");
                break;
            default:
                await DisturbAsync(step);
                break;
        }
    }

    /// <summary>Puts the objects as they were last good into another server.</summary>
    public void CopyTo(ApiServer other)
    {
        foreach (var (name, to) in _good.Where(g => g.Value is not null))
            other.ApplyVirtualService(name, to!);
        foreach (var resource in new[] { ApiResources.Services, ApiResources.HttpRoutes })
        {
            foreach (var stored in server.Objects.List(resource).Objects)
                other.Apply(resource, stored.Content);
        }
    }

    private void Apply(string name, string to)
    {
        server.ApplyVirtualService(name, to);
        _good[name] = to;
    }

    private void ApplyRoute(string name, string to)
    {
        server.Apply(ApiResources.Services, Sample.Service($"web-{name}"));
        server.Apply(ApiResources.Services, Sample.Service(to));
        server.Apply(ApiResources.HttpRoutes, Sample.HttpRoute($"web-{name}", (to, 1)));
        _routes[name] = to;
    }

    private async Task DisturbAsync(HistoryStep step)
    {
        switch (step)
        {
            case HistoryStep.Compact:
                server.Compact();
                break;
            case HistoryStep.Reset:
                server.ResetWatches();
                break;
            case HistoryStep.End:
                server.EndWatches();
                break;
            case HistoryStep.Cut:
                await server.CutWatchesAsync();
                break;
            case HistoryStep.Restart:
                await server.StopAsync();
                await server.RestartAsync();
                break;
            case HistoryStep.RestartCompacted:
                await server.StopAsync();
                server.Compact();
                await server.RestartAsync();
                break;
            case HistoryStep.Bookmark:
                server.SendBookmarks();
                break;
            case HistoryStep.Advance:
                server.Objects.Advance();
                break;
            case HistoryStep.Fail:
                server.Faults.Answer(500, times: 4);
                server.ResetWatches();
                break;
            case HistoryStep.Forbid:
                server.Faults.Answer(403, r => r.Verb is "list" or "watch", times: 2);
                server.ResetWatches();
                break;
        }
    }
}

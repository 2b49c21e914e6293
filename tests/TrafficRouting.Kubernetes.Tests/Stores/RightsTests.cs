using TrafficRouting.Rollouts;
using TrafficRouting.TestKit;
using TrafficRouting.TestKit.Kubernetes;

namespace TrafficRouting.Kubernetes.Tests.Stores;

public sealed class RightsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Role_OfThePage_HasTheLinesThatMessagesName()
    {
        var role = DocSnippets.Blocks("docs/kubernetes.md", "yaml")[1].ReplaceLineEndings("\n");

        foreach (var lines in new[] { RolloutRights.Store, RolloutRights.Events })
            Assert.Contains(lines.ReplaceLineEndings("\n"), role, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_WithTheseRightsAlone_DoesAll()
    {
        await using var cluster = new StoreCluster();
        await cluster.InitializeAsync();
        var options = new KubernetesRolloutStoreOptions();
        cluster.Configure(options);
        using var store = new KubernetesRolloutStore(options);
        using (store.Watch("reviews", () => { }))
        {
            await cluster.Server.WaitForWatchesAsync(1, Cancellation);
            var state = new RolloutState { Name = "reviews", Identity = "i", StepsHash = "h", Version = 1 };
            await store.TryWriteAsync(state, 0, Cancellation);
            await store.TryWriteAsync(state with { Version = 2 }, 1, Cancellation);
            await store.PublishAsync(new("reviews", "a", "1"u8.ToArray()), TimeSpan.FromMinutes(1), Cancellation);
            await store.PublishAsync(new("reviews", "a", "2"u8.ToArray()), TimeSpan.FromMinutes(1), Cancellation);
            await store.RemoveAsync(Assert.Single(await store.CollectAsync("reviews", Cancellation)), Cancellation);
            await store.TryLeaseAsync("reviews", "a", TimeSpan.FromMinutes(1), Cancellation);
            await store.TryLeaseAsync("reviews", "a", TimeSpan.Zero, Cancellation);
        }

        Assert.Equal(
            ["configmaps create", "configmaps delete", "configmaps get", "configmaps list", "configmaps patch", "configmaps watch", "leases create", "leases get", "leases patch"],
            Used(cluster.Server));
    }

    private static IEnumerable<string> Used(ApiServer server) =>
        server.Requests.Where(r => r.Plural.Length > 0).Select(r => $"{r.Plural} {r.Verb}").Append("configmaps get").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}

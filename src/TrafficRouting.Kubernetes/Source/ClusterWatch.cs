namespace TrafficRouting.Kubernetes;

/// <summary>The reflectors of all kinds and namespaces of a cluster.</summary>
internal sealed class ClusterWatch(KubernetesOptions options, TimeProvider time, RandomSource random) : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private volatile IReadOnlyList<ReflectorStatus> _reflectors = [];
    private ClusterClient? _client;

    /// <summary>Gets how each of them fares; none where no cluster is configured.</summary>
    public IReadOnlyList<ReflectorStatus> Reflectors => _reflectors;

    /// <summary>Gets why there is no cluster, or null.</summary>
    public string? Failure { get; private set; }

    /// <summary>Begins to follow the cluster, and waits until every kind has had an answer, or the time is over.</summary>
    /// <returns>Whether every kind has had its answer.</returns>
    public bool Start(IObjectSink sink)
    {
        try
        {
            var configure = ClusterConfiguration.Of(options);
            var namespaces = ClusterConfiguration.NamespacesOf(options, configure);
            options.Documents.Namespace ??= namespaces[0].Length > 0 ? namespaces[0] : null;
            _client = new(configure, time);
            var discovery = new Discovery(_client, time);
            List<Reflector> reflectors =
            [
                .. KnownResources.Within(options.Kinds).SelectMany(r => (r.IsNamespaced ? namespaces : [""]).Select(n => new Reflector(r, n, r.IsRule ? options.LabelSelector : null, _client, discovery, sink, time, random))),
            ];
            _reflectors = [.. reflectors.Select(r => r.Status)];
            // They must not keep what the first caller's execution context holds, nor run on its thread.
            using (ExecutionContext.SuppressFlow())
                reflectors.ForEach(r => _ = Task.Run(() => r.RunAsync(_stopping.Token)));
            var all = Task.WhenAll(_reflectors.Select(r => r.Answered));
            return Task.WhenAny(all, Task.Delay(options.StartTimeout, time, _stopping.Token)).GetAwaiter().GetResult() == all;
        }
        catch (Exception e)
        {
            Failure = $"no cluster is configured ({e.Message.TrimEnd('.')})";
            return false;
        }
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _client?.Dispose();
        _stopping.Dispose();
    }
}

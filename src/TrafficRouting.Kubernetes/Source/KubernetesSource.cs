using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using TrafficRouting.Manifests;

namespace TrafficRouting.Kubernetes;

/// <summary>The cluster as a source. Begins to follow it when it is first read, and waits then for its first answers.</summary>
internal sealed class KubernetesSource : RoutingSource, IObjectSink, IDisposable
{
    private readonly KubernetesOptions _options;
    private readonly ClusterWatch _watch;
    private readonly ClusterFindings _findings;
    private readonly ClusterDocuments _documents;
    private readonly HostBound _hosts;
    private readonly Batches _batches;
    private readonly ChangeSignal _changed = new();
    private readonly Lock _building = new();
    private ManifestResult? _result;
    private IReadOnlyList<Finding> _said = [];
    private RoutingSnapshot? _current;
    private int _tables;
    private volatile bool _isDisposed;

    public KubernetesSource(KubernetesOptions options, TimeProvider time, RandomSource random, ILogger logger)
    {
        _options = options;
        _watch = new(options, time, random);
        _findings = new(_watch, Name, time, logger);
        _documents = new(options.Documents);
        _hosts = new(options.AllowedHosts);
        _batches = new(Update, time);
    }

    public override string Name => "the Kubernetes cluster";

    public override bool IsLive => true;

    public override RoutingSnapshot Current
    {
        get
        {
            if (Volatile.Read(ref _current) is { } current)
                return current;
            lock (_building)
            {
                if (_current is null)
                    Start();
                return _current!;
            }
        }
    }

    public override RoutingSourceStatus? Status => ClusterStatus.Of(_watch.Reflectors, Volatile.Read(ref _current), Volatile.Read(ref _tables));

    public override IChangeToken GetChangeToken() => _changed.Token;

    public void Take(IReadOnlyList<ObjectChange> changes)
    {
        _documents.Take(changes);
        Told();
    }

    public void Told()
    {
        // Before the first table, whoever starts is waiting for it.
        if (Volatile.Read(ref _current) is not null && !_isDisposed)
            _batches.Ask();
    }

    public void Dispose()
    {
        _isDisposed = true;
        _watch.Dispose();
        _batches.Dispose();
    }

    private void Start()
    {
        var isComplete = _watch.Start(this);
        if (!_options.Optional && (!isComplete || _watch.Reflectors.All(r => r.State is ReflectorState.Forbidden)))
        {
            var reason = _watch.Failure ?? _watch.Reflectors.Select(r => r.Error).FirstOrDefault(e => e is not null) ?? "no answer";
            throw new InvalidOperationException($"{Name} could not be read within {_options.StartTimeout}: {reason}. An application that may start without it sets Optional.");
        }

        Build();
        // What came in between told nobody.
        _batches.Ask();
    }

    private void Update()
    {
        lock (_building)
        {
            if (_isDisposed || !Build())
                return;
        }

        if (_changed.Raise() is not { } failure)
            return;
        lock (_building)
            Publish([.. _said, new(FindingSeverity.Warning, Name, failure)]);
    }

    // Tells whether there is something new. Nobody stands above a timer: an exception would end the process.
    private bool Build()
    {
        List<Finding> said;
        try
        {
            var result = _documents.Read();
            said = [.. _findings.Find()];
            if (result is null && _current is not null && said.SequenceEqual(_said))
                return false;
            _result = result ?? _result;
        }
        catch (Exception e)
        {
            said = [new(FindingSeverity.Error, Name, $"Reading failed: {e.GetType().Name}: {e.Message}")];
            if (_current is not null && said.SequenceEqual(_said))
                return false;
        }

        _said = said;
        Publish(said);
        return true;
    }

    private void Publish(IEnumerable<Finding> said)
    {
        List<Finding> findings = [.. said];
        var options = _result is null ? null : _hosts.Bound(_result, findings);
        Volatile.Write(ref _current, options is null ? new RoutingSnapshot(new(), [.. findings]) : _result!.ToSnapshot(options, [.. findings]));
        Interlocked.Increment(ref _tables);
    }
}

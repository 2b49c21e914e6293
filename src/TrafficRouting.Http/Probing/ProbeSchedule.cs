namespace TrafficRouting.Http;

/// <summary>The probes of one table: begins and ends them as backends come and go.</summary>
internal sealed class ProbeSchedule : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TargetHealth, Probe> _probes = [];
    private readonly TrafficRouter _router;
    private readonly ProbeSender _sender;
    private readonly TimeProvider _time;
    private bool _isDisposed;

    public ProbeSchedule(TrafficRouter router, ProbeSender sender, TimeProvider time)
    {
        _router = router;
        _sender = sender;
        _time = time;
        router.TableChanged += OnTableChanged;
        Follow();
    }

    public async ValueTask DisposeAsync()
    {
        _router.TableChanged -= OnTableChanged;
        List<Probe> ending;
        lock (_lock)
        {
            _isDisposed = true;
            ending = [.. _probes.Values];
            _probes.Clear();
        }

        foreach (var probe in ending)
            await probe.DisposeAsync().ConfigureAwait(false);
    }

    private void OnTableChanged(object? sender, EventArgs e) => Follow();

    // A target whose address and options stay is the same object, and keeps its turn.
    private void Follow()
    {
        lock (_lock)
        {
            if (_isDisposed)
                return;
            var wanted = new Dictionary<TargetHealth, (Backend Backend, Endpoint Endpoint)>();
            foreach (var backend in _router.Table.Backends.Values.Where(b => b.Destination.Health?.Probe is not null))
            {
                foreach (var endpoint in backend.Endpoints)
                {
                    if ((endpoint.Health ?? backend.Health) is { } target)
                        wanted[target] = (backend, endpoint);
                }
            }

            foreach (var (target, probe) in _probes.Where(p => !wanted.ContainsKey(p.Key)).ToList())
            {
                _probes.Remove(target);
                _ = probe.DisposeAsync().AsTask();
            }

            foreach (var (target, place) in wanted)
            {
                if (_probes.TryGetValue(target, out var probe))
                    probe.Backend = place.Backend;
                else
                    _probes[target] = new(target, place.Backend, place.Endpoint, _sender, _router.Random, _time);
            }
        }
    }
}

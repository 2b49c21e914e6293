using System.Collections.Concurrent;
using TrafficRouting.Http;

namespace TrafficRouting.AspNetCore;

/// <summary>The last minute of a table, in cells of one second. For one thread.</summary>
internal sealed class TrafficTrails(TrafficRecorder recorder, TrafficRouter router, TrafficMirror mirroring)
{
    // Rates over one second jump, over a minute they lag.
    private const int Window = 10;

    private readonly Dictionary<BackendKey, BackendTrail> _backends = [];
    private readonly Dictionary<BackendKey, MirrorTrail> _mirrors = [];
    private readonly Dictionary<(string, string), Trail> _clients = [];
    private readonly Dictionary<(string, string?), Trail> _unrouted = [];
    private RouteTable _table = router.Table;
    private int _seconds;

    /// <summary>Ends a second.</summary>
    public TrafficView Tick(DateTimeOffset now)
    {
        if (_table != router.Table)
        {
            _table = router.Table;
            recorder.Forget();
        }

        _seconds = Math.Min(_seconds + 1, Trail.Seconds);
        Advance(recorder.Backends, _backends, static (trail, cell) => trail.Add(cell));
        Advance(recorder.Mirrors, _mirrors, static (trail, cell) => trail.Add(cell));
        Advance(recorder.Clients, _clients, static (trail, cell) => trail.Add(cell.Count));
        Advance(recorder.Unrouted, _unrouted, static (trail, cell) => trail.Add(cell.Count));
        return Read(now);
    }

    private static void Advance<TKey, TTrail, TCell>(ConcurrentDictionary<TKey, TCell> cells, Dictionary<TKey, TTrail> trails, Action<TTrail, TCell> add)
        where TKey : notnull
        where TTrail : new()
    {
        foreach (var (key, cell) in cells)
        {
            if (!trails.TryGetValue(key, out var trail))
                trails.Add(key, trail = new());
            add(trail, cell);
        }
    }

    private TrafficView Read(DateTimeOffset now)
    {
        var totals = _backends
            .GroupBy(b => (b.Key.Service, b.Key.Route))
            .ToDictionary(g => g.Key, g => g.Sum(b => (long)b.Value.Requests.Last(Trail.Seconds)));
        var requests = _backends.Values.Sum(b => (long)b.Requests.Last(Window));
        var failures = _backends.Values.Sum(b => (long)b.Failures.Last(Window));
        return new(
            now,
            _seconds,
            Rate(requests),
            Share(failures, requests),
            [.. _clients.Where(c => c.Value.Last(Trail.Seconds) > 0).Select(c => new ClientTrafficView(c.Key.Item1, c.Key.Item2, Rate(c.Value.Last(Window))))],
            [.. _backends.Where(b => totals[(b.Key.Service, b.Key.Route)] > 0).Select(b => View(b.Key, b.Value, totals[(b.Key.Service, b.Key.Route)]))],
            [.. _mirrors.Where(m => m.Value.Total.Last(Trail.Seconds) > 0).Select(m => View(m.Key, m.Value))],
            [.. _unrouted.Where(u => u.Value.Last(Trail.Seconds) > 0).Select(u => new UnroutedTrafficView(u.Key.Item1, u.Key.Item2, Rate(u.Value.Last(Window))))],
            [.. router.Health.List().Select(HealthView.Of)]);
    }

    private BackendTrafficView View(BackendKey key, BackendTrail trail, long ofRoute)
    {
        var requests = trail.Requests.Last(Window);
        return new(
            key.Service, key.Route, key.Backend, Rate(requests), Share(trail.Failures.Last(Window), requests),
            Share(trail.Requests.Last(Trail.Seconds), ofRoute), trail.Percentile(50), trail.Percentile(99));
    }

    private MirrorTrafficView View(BackendKey key, MirrorTrail trail) => new(
        key.Service,
        key.Route!,
        key.Backend!,
        Rate(trail.Total.Last(Window)),
        trail[MirrorOutcome.Sent].Last(Trail.Seconds),
        Sum(trail, MirrorOutcome.Failed, MirrorOutcome.Timeout, MirrorOutcome.CopyFailed),
        Sum(trail, MirrorOutcome.Dropped, MirrorOutcome.BreakerOpen, MirrorOutcome.TooLarge, MirrorOutcome.Method, MirrorOutcome.NotMirrorable),
        trail.Compared.Last(Trail.Seconds),
        trail.Different.Last(Trail.Seconds),
        mirroring.Channels.IsLeftAlone(key.Backend!));

    private static int Sum(MirrorTrail trail, params ReadOnlySpan<MirrorOutcome> outcomes)
    {
        var sum = 0;
        foreach (var outcome in outcomes)
            sum += trail[outcome].Last(Trail.Seconds);
        return sum;
    }

    private double Rate(long count) => Math.Round(count / (double)Math.Min(Window, _seconds), 2);

    private static double Share(long part, long whole) => whole == 0 ? 0 : Math.Round(part / (double)whole, 4);
}

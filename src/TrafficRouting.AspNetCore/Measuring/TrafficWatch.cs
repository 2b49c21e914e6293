using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Http;

namespace TrafficRouting.AspNetCore;

/// <summary>
/// Measures a table's traffic while somebody looks: from the first look on until nobody has looked for a while, then nothing is measured and
/// nothing is kept. Viewers need not say that they leave. Safe for concurrent use.
/// </summary>
internal sealed class TrafficWatch(Func<TrafficRouter> router, TrafficTap tap, Func<TrafficMirror> mirroring, TimeProvider time)
{
    private static readonly ConditionalWeakTable<TrafficTap, TrafficWatch> Watches = [];
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _starting = new();
    private volatile TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TrafficView _view = TrafficView.None;
    private volatile ITimer? _timer;
    private TrafficTrails? _trails;
    private long _lookedAt;

    /// <summary>Gets the one of a table; several pages of one table share it.</summary>
    public static TrafficWatch Of(IServiceProvider services, string table) => Watches.GetValue(
        services.GetRequiredKeyedService<TrafficTap>(table),
        tap => new(() => services.GetRequiredKeyedService<TrafficRouter>(table), tap, () => TableServices.MirrorOf(services, table), services.GetRequiredService<TimeProvider>()));

    /// <summary>Gets what completes at the end of the running second.</summary>
    public Task Next => _next.Task;

    /// <summary>Looks at the last second; has it measured when nobody did.</summary>
    public TrafficView Look()
    {
        Volatile.Write(ref _lookedAt, time.GetTimestamp());
        if (_timer is null)
            Start();
        return _view;
    }

    private void Start()
    {
        lock (_starting)
        {
            if (_timer is not null)
                return;
            var table = router();
            var recorder = new TrafficRecorder(table);
            _trails = new(recorder, table, mirroring());
            tap.Recorder = recorder;
            // The timer must not keep what the first viewer's execution context holds.
            using (ExecutionContext.SuppressFlow())
                _timer = time.CreateTimer(static watch => ((TrafficWatch)watch!).Tick(), this, Second, Second);
        }
    }

    private void Tick()
    {
        try
        {
            lock (_starting)
            {
                if (_timer is null)
                    return;
                if (time.GetElapsedTime(Volatile.Read(ref _lookedAt)) > Patience)
                    Stop();
                else
                    _view = _trails!.Tick(time.GetUtcNow());
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // An exception in a timer would end the process; the next second is read anew.
        }

        Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    private void Stop()
    {
        tap.Recorder = null;
        _timer?.Dispose();
        _timer = null;
        _trails = null;
        _view = TrafficView.None;
    }
}

using System.Buffers;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace TrafficRouting.Http;

/// <summary>
/// Sends copies of requests to the mirrors of their routes: one queue and one set of workers, shared by all handlers.
/// Registered by <c>AddTrafficRouting</c>; create one yourself only where there is no container, and dispose it
/// asynchronously so that waiting copies are still sent. Safe for concurrent use.
/// </summary>
public sealed class TrafficMirror : IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan CancellationGrace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();
    private readonly MirrorTransport _transport;
    private readonly MirrorCapture _capture;
    private readonly Meter? _ownMeter;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private volatile RouteTable? _table;

    /// <summary>Initializes mirroring without a container.</summary>
    /// <param name="handler">The handler copies are sent through, disposed with this; one without cookies and redirects by default.</param>
    /// <param name="timeProvider">The clock of timeouts and pauses; the system's by default.</param>
    /// <param name="logger">Where failing mirror backends are reported; nowhere by default.</param>
    /// <param name="observers">Those who are told of compared answers.</param>
    public TrafficMirror(
        HttpMessageHandler? handler = null, TimeProvider? timeProvider = null, ILogger<TrafficMirror>? logger = null, params IEnumerable<IMirrorObserver> observers)
        : this(new MirrorTransport(handler), timeProvider: timeProvider, logger: logger, observers: observers)
    {
    }

    internal TrafficMirror(
        MirrorTransport transport,
        IMeterFactory? meters = null,
        TimeProvider? timeProvider = null,
        ILogger<TrafficMirror>? logger = null,
        IEnumerable<IMirrorObserver>? observers = null,
        ArrayPool<byte>? bodies = null,
        Action<IThreadPoolWorkItem>? schedule = null)
    {
        _time = timeProvider ?? TimeProvider.System;
        _logger = logger ?? NullLogger<TrafficMirror>.Instance;
        _transport = transport;
        var meter = meters?.Create(TrafficRoutingDefaults.TelemetryName) ?? (_ownMeter = new(TrafficRoutingDefaults.TelemetryName));
        Snapshots = new();
        Budget = new(bodies ?? ArrayPool<byte>.Shared);
        Queue = new();
        var telemetry = new MirrorTelemetry(meter, Queue, Budget, _logger);
        var sender = new MirrorSender(
            transport, telemetry, Snapshots, [.. observers ?? []], RandomSource.Shared, _time, _logger, _stopping.Token);
        var workers = new MirrorWorkers(Queue, sender.DeliverAsync, schedule);
        _capture = new(Snapshots, Budget, Queue, workers, new(_time), telemetry);
    }

    internal MirrorQueue Queue { get; }

    internal BodyBudget Budget { get; }

    internal SnapshotPool Snapshots { get; }

    /// <summary>Waits until no copy waits or is under way, such as before a command-line program or a test ends.</summary>
    /// <param name="cancellationToken">Gives up waiting; the copies go on.</param>
    public Task WhenIdleAsync(CancellationToken cancellationToken = default) => Queue.WhenIdleAsync().WaitAsync(cancellationToken);

    /// <summary>Takes no more copies, sends those that wait for up to the configured time, then cancels the rest.</summary>
    /// <param name="cancellationToken">Ends the waiting early.</param>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        Queue.Close();
        var limit = (_table?.Options.Mirroring ?? new()).DrainTimeout;
        try
        {
            await Queue.Drained.WaitAsync(limit, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            MirrorLog.DrainTimedOut(_logger, limit);
            await _stopping.CancelAsync().ConfigureAwait(false);

            // A handler that does not heed its token must not hold up the process.
            await Queue.Drained.WaitAsync(CancellationGrace, _time, CancellationToken.None)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Stops as <see cref="StopAsync"/> does and releases what is held.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        Dispose();
    }

    /// <summary>Cancels what is under way, drops what waits and releases what is held.</summary>
    public void Dispose()
    {
        Queue.Close();
        _stopping.Cancel();
        _transport.Dispose();
        _ownMeter?.Dispose();
    }

    /// <summary>Draws and copies, before the primary is sent; what is returned must be dispatched exactly once.</summary>
    internal MirrorSnapshot? Capture(HttpRequestMessage request, RouteDecision decision, string? callerHost, RouteTable table, RandomSource random)
    {
        if (_table != table)
            Reload(table);
        _transport.Prime();
        return _capture.Take(request, decision, callerHost, table.Options.Mirroring, random);
    }

    /// <summary>Queues what was copied, once the primary has answered or failed.</summary>
    internal void Dispatch(MirrorSnapshot snapshot, HttpResponseMessage? response) => _capture.Dispatch(snapshot, response);

    private void Reload(RouteTable table)
    {
        _table = table;
        Queue.ForgetIdle();

        // Afterwards, so that hardly a lane that was let go is found again.
        _capture.Forget();
    }
}

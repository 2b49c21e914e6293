using System.Buffers;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace TrafficRouting.Http;

/// <summary>
/// Sends copies of requests to the mirrors of their routes: a channel and workers for each mirror backend, shared by all handlers
/// of one router.
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
    /// <param name="handler">The handler copies are sent through, used as it is and disposed with this; one without cookies and redirects by default.</param>
    /// <param name="timeProvider">The clock of timeouts and pauses; the system's by default.</param>
    /// <param name="logger">Where failing mirror backends are reported; nowhere by default.</param>
    /// <param name="observers">Those who are told of compared responses.</param>
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
        Action<IThreadPoolWorkItem>? schedule = null,
        TrafficTap? tap = null,
        string table = "")
    {
        _time = timeProvider ?? TimeProvider.System;
        _logger = logger ?? NullLogger<TrafficMirror>.Instance;
        _transport = transport;
        var meter = meters?.Create(TrafficRoutingDefaults.TelemetryName) ?? (_ownMeter = new(TrafficRoutingDefaults.TelemetryName));
        Budget = new(bodies ?? ArrayPool<byte>.Shared);
        var telemetry = new MirrorTelemetry(meter, Budget, () => Channels!.Waiting, tap ?? new(), _logger, table);
        var sender = new MirrorSender(
            transport, telemetry, Tracker, [.. observers ?? []], RandomSource.Shared, _time, _logger, _stopping.Token);
        Channels = new(_time, sender.DeliverAsync, schedule);
        _capture = new(new(Budget), Channels, Tracker, telemetry, _time);
    }

    internal MirrorChannels Channels { get; }

    internal CopyTracker Tracker { get; } = new();

    internal MirrorBudget Budget { get; }

    /// <summary>Waits until no copy waits or is under way, such as before a command-line program or a test ends.</summary>
    /// <param name="cancellationToken">Gives up waiting; the copies go on.</param>
    public Task WhenIdleAsync(CancellationToken cancellationToken = default) => Tracker.WhenIdleAsync().WaitAsync(cancellationToken);

    /// <summary>Takes no more copies, sends those that wait for up to the configured time, then cancels the rest.</summary>
    /// <param name="cancellationToken">Ends the waiting early.</param>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        Close();
        var limit = Channels.Limits.DrainTimeout;
        try
        {
            await Tracker.Drained.WaitAsync(limit, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            MirrorLog.DrainTimedOut(_logger, limit);
            await _stopping.CancelAsync().ConfigureAwait(false);

            // A handler that does not heed its token must not hold up the process.
            await Tracker.Drained.WaitAsync(CancellationGrace, _time, CancellationToken.None)
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
        Close();
        _stopping.Cancel();
        _transport.Dispose();
        _ownMeter?.Dispose();
    }

    /// <summary>Draws and captures, before the primary is sent; <see cref="PendingCopies.EndPrimary"/> must follow.</summary>
    internal PendingCopies Capture(HttpRequestMessage message, RouteDecision decision, string? callerHost, RouteTable table, RandomSource random)
    {
        if (_table != table)
            Apply(table);
        _transport.Prime();
        return _capture.Take(message, decision, callerHost, table.Options.Mirroring, random);
    }

    private void Apply(RouteTable table)
    {
        _table = table;
        Channels.Apply(table);
        _capture.CancelWaits();
    }

    private void Close()
    {
        Tracker.Close();
        _capture.CancelWaits();
    }
}

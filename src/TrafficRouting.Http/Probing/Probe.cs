namespace TrafficRouting.Http;

/// <summary>Probes one target, one probe after the other. Begins anywhere in its interval, so that many processes do not all probe at once.</summary>
internal sealed class Probe : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationToken _stopped;
    private readonly TargetHealth _target;
    private readonly Endpoint _endpoint;
    private readonly ProbeSender _sender;
    private readonly ITimer _timer;
    private int _isUnderWay;

    public Probe(TargetHealth target, Backend backend, Endpoint endpoint, ProbeSender sender, RandomSource random, TimeProvider time)
    {
        (_target, Backend, _endpoint, _sender, _stopped) = (target, backend, endpoint, sender, _stopping.Token);
        var interval = target.Options.Probe!.Interval;
        var first = interval * (random.NextUInt64() / (double)ulong.MaxValue);
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
            _timer = time.CreateTimer(static state => _ = ((Probe)state!).SendAsync(), this, first, interval);
    }

    /// <summary>Gets or sets the backend, of which a reload may leave the address as it is and change how it is asked.</summary>
    public Backend Backend { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        await _stopping.CancelAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    // Nothing is thrown: the sender tells all that goes wrong.
    private async Task SendAsync()
    {
        if (Interlocked.Exchange(ref _isUnderWay, 1) != 0)
            return;
        await _sender.SendAsync(_target, Backend, _endpoint, _stopped).ConfigureAwait(false);
        Volatile.Write(ref _isUnderWay, 0);
    }
}

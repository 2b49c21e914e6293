using System.Diagnostics.CodeAnalysis;

namespace TrafficRouting.Rollouts;

/// <summary>Lets looks at a rollout in one at a time. An abort waits for no store: it interrupts the look under way and those that came before it. Safe for concurrent use.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle nobody asks for holds nothing, and a look that is still under way leaves through it.")]
internal sealed class RolloutGate
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Lock _interrupting = new();
    private CancellationTokenSource? _underWay;
    private int _abortsWaiting;

    public Task EnterAsync(CancellationToken cancellationToken) => _gate.WaitAsync(cancellationToken);

    public async Task EnterForAbortAsync(CancellationToken cancellationToken)
    {
        lock (_interrupting)
        {
            _abortsWaiting++;
            Interrupt();
        }

        try
        {
            await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_interrupting)
                _abortsWaiting--;
        }
    }

    /// <summary>Sets what an abort cancels from now on, by whoever has entered; null for nothing.</summary>
    public void SetUnderWay(CancellationTokenSource? look)
    {
        lock (_interrupting)
        {
            _underWay = look;
            if (_abortsWaiting > 0)
                Interrupt();
        }
    }

    public void Leave() => _gate.Release();

    // Elsewhere, because what is interrupted goes on in the thread that cancels it, up to the handlers of transitions.
    private void Interrupt() => _ = _underWay?.CancelAsync();
}

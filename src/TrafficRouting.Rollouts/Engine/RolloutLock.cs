using System.Diagnostics.CodeAnalysis;

namespace TrafficRouting.Rollouts;

/// <summary>
/// Lets one reconciliation of a rollout run at a time. An abort or a pause waits for no store: it cancels the one under way and those
/// that wait before it, unless they are at least as urgent. Safe for concurrent use.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle nobody asks for holds nothing, and a reconciliation that is still under way leaves through it.")]
internal sealed class RolloutLock
{
    private readonly SemaphoreSlim _semaphore = new(1, 1);
    private readonly Lock _interrupting = new();
    private readonly int[] _waiting = new int[3];
    private CancellationTokenSource? _running;
    private int _runningPriority;

    /// <summary>Enters.</summary>
    /// <returns>What a more urgent command cancels from now on; to be handed to <see cref="Leave"/>.</returns>
    public async Task<CancellationTokenSource> EnterAsync(RolloutCommand? command, CancellationToken cancellationToken)
    {
        var priority = PriorityOf(command);
        lock (_interrupting)
        {
            _waiting[priority]++;
            Interrupt();
        }

        try
        {
            await _semaphore.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_interrupting)
                _waiting[priority]--;
        }

        var running = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        lock (_interrupting)
        {
            (_running, _runningPriority) = (running, priority);
            Interrupt();
        }

        return running;
    }

    public void Leave(CancellationTokenSource running)
    {
        lock (_interrupting)
            _running = null;
        running.Dispose();
        _semaphore.Release();
    }

    private static int PriorityOf(RolloutCommand? command) => command switch
    {
        RolloutCommand.Abort => 2,
        RolloutCommand.Pause => 1,
        _ => 0,
    };

    // Elsewhere, because what is cancelled goes on in the thread that cancels it, up to the handlers of transitions.
    private void Interrupt()
    {
        if (_waiting.AsSpan(_runningPriority + 1).ContainsAnyExcept(0))
            _ = _running?.CancelAsync();
    }
}

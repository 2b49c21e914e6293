namespace TrafficRouting.Rollouts.Tests.Engine;

/// <summary>A store that can be switched off, or be slow and deaf to cancellation.</summary>
internal sealed class FlakyStore : IRolloutStore, INonBlockingStore
{
    private readonly MemoryRolloutStore _inner = new();

    public bool Down { get; set; }

    /// <summary>Gets or sets what happens when it is asked while it is switched off.</summary>
    public Action AskedInVain { get; set; } = () => { };

    /// <summary>Gets or sets what is read in place of what was written.</summary>
    public RolloutState? Answer { get; set; }

    /// <summary>Gets or sets what is waited for once a write is done.</summary>
    public Task SlowAnswers { get; set; } = Task.CompletedTask;

    /// <summary>Gets or sets what writes wait for.</summary>
    public Task Slowness { get; set; } = Task.CompletedTask;

    public ValueTask<RolloutState?> ReadAsync(string name, CancellationToken cancellationToken) =>
        Down ? throw Unreachable() : Answer is { } answer ? new(answer) : _inner.ReadAsync(name, cancellationToken);

    public async ValueTask<bool> TryWriteAsync(RolloutState state, long expectedVersion, CancellationToken cancellationToken)
    {
        await Slowness;
        var written = Down ? throw Unreachable() : await _inner.TryWriteAsync(state, expectedVersion, cancellationToken);
        await SlowAnswers;
        return written;
    }

    private IOException Unreachable()
    {
        AskedInVain();
        return new("no route to the store");
    }
}

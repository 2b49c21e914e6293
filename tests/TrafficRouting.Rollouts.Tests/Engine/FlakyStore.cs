using TrafficRouting.Rollouts.States;
using TrafficRouting.Rollouts.Stores;

namespace TrafficRouting.Rollouts.Tests.Engine;

/// <summary>A store that can be switched off.</summary>
internal sealed class FlakyStore : IRolloutStore
{
    private readonly MemoryRolloutStore _inner = new();

    public bool Down { get; set; }

    public ValueTask<RolloutState?> ReadAsync(string name, CancellationToken cancellationToken) =>
        Down ? throw new IOException("no route to the store") : _inner.ReadAsync(name, cancellationToken);

    public ValueTask<bool> TryWriteAsync(RolloutState state, long expectedVersion, CancellationToken cancellationToken) =>
        Down ? throw new IOException("no route to the store") : _inner.TryWriteAsync(state, expectedVersion, cancellationToken);
}

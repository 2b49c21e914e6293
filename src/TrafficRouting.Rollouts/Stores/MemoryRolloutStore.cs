using System.Collections.Concurrent;

namespace TrafficRouting.Rollouts;

/// <summary>Keeps states as long as the process lives. Safe for concurrent use.</summary>
public sealed class MemoryRolloutStore : IRolloutStore, INonBlockingStore
{
    private readonly ConcurrentDictionary<string, RolloutState> _states = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public ValueTask<RolloutState?> ReadAsync(string name, CancellationToken cancellationToken) => new(_states.GetValueOrDefault(name));

    /// <inheritdoc/>
    public ValueTask<bool> TryWriteAsync(RolloutState state, long expectedVersion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!_states.TryGetValue(state.Name, out var kept))
            return new(expectedVersion == 0 && _states.TryAdd(state.Name, state));
        return new(kept.Version == expectedVersion && _states.TryUpdate(state.Name, state, kept));
    }
}

using System.Collections.Concurrent;

namespace TrafficRouting.Rollouts;

/// <summary>Keeps states and evidence as long as the process lives. Safe for concurrent use.</summary>
/// <param name="timeProvider">The clock by which evidence and leases expire; the system's by default.</param>
public sealed class MemoryRolloutStore(TimeProvider? timeProvider = null) : IRolloutStore, IRolloutStoreChanges, IRolloutEvidenceStore, IRolloutStoreNames, INonBlockingStore
{
    private readonly TimeProvider _time = timeProvider ?? TimeProvider.System;
    private readonly ConcurrentDictionary<string, RolloutState> _states = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, (ReplicaEvidence Evidence, long Until)> _evidence = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (string Replica, long Until)> _leases = new(StringComparer.OrdinalIgnoreCase);
    private readonly Watchers _watchers = new();

    /// <inheritdoc/>
    public ValueTask<RolloutState?> ReadAsync(string name, CancellationToken cancellationToken) => new(_states.GetValueOrDefault(name));

    /// <inheritdoc/>
    public ValueTask<bool> TryWriteAsync(RolloutState state, long expectedVersion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        var isWritten = _states.TryGetValue(state.Name, out var kept)
            ? kept.Version == expectedVersion && _states.TryUpdate(state.Name, state, kept)
            : expectedVersion == 0 && _states.TryAdd(state.Name, state);
        if (isWritten)
            _watchers.Tell(state.Name);
        return new(isWritten);
    }

    /// <inheritdoc/>
    public IDisposable Watch(string name, Action changed) => _watchers.Add(name, changed);

    /// <inheritdoc/>
    public ValueTask PublishAsync(ReplicaEvidence mine, TimeSpan keep, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mine);
        _evidence[$"{mine.Rollout}/{mine.Replica}"] = (mine, Until(keep));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ReplicaEvidence>> CollectAsync(string name, CancellationToken cancellationToken)
    {
        var now = _time.GetTimestamp();
        foreach (var expired in _evidence.Where(e => e.Value.Until <= now))
            _evidence.TryRemove(expired);
        return new([.. _evidence.Values.Select(e => e.Evidence).Where(e => string.Equals(e.Rollout, name, StringComparison.OrdinalIgnoreCase))]);
    }

    /// <inheritdoc/>
    public ValueTask RemoveAsync(ReplicaEvidence seen, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(seen);
        var key = $"{seen.Rollout}/{seen.Replica}";
        if (_evidence.TryGetValue(key, out var kept) && kept.Evidence.Content.Span.SequenceEqual(seen.Content.Span))
            _evidence.TryRemove(KeyValuePair.Create(key, kept));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryLeaseAsync(string name, string replica, TimeSpan duration, CancellationToken cancellationToken)
    {
        lock (_leases)
        {
            if (_leases.TryGetValue(name, out var held) && held.Until > _time.GetTimestamp() && !string.Equals(held.Replica, replica, StringComparison.Ordinal))
                return new(false);
            _leases[name] = (replica, Until(duration));
            return new(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) => new([.. _states.Values.Select(s => s.Name).Order(StringComparer.Ordinal)]);

    private long Until(TimeSpan duration) => _time.GetTimestamp() + (long)(duration.TotalSeconds * _time.TimestampFrequency);
}

using TrafficRouting.Rollouts;

namespace TrafficRouting.Kubernetes;

/// <summary>
/// Keeps rollouts in a cluster for a fleet of replicas: the state in a ConfigMap by compare and swap of its <c>resourceVersion</c>, a change feed by a
/// watch, what each replica saw in a ConfigMap of its own, and a Lease for the one that judges. Safe for concurrent use.
/// </summary>
/// <remarks>Objects: <c>{prefix}{rollout}</c>, a ConfigMap and a Lease, and <c>{prefix}{rollout}.{replica}</c>, all labelled <c>traffic-routing/rollout</c>.</remarks>
public sealed class KubernetesRolloutStore : IRolloutStore, IRolloutStoreChanges, IRolloutEvidenceStore, IDisposable
{
    private readonly ClusterObjects _objects;
    private readonly StateMaps _states;
    private readonly EvidenceMaps _evidence;
    private readonly RolloutLeases _leases;
    private readonly StateFeed _feed;

    /// <summary>Initializes a store that connects when it is first used; a cluster that cannot be reached does no harm.</summary>
    /// <param name="options">Where rollouts are kept; the defaults when null.</param>
    /// <param name="timeProvider">The clock by which Leases are taken for given up; the system's by default.</param>
    /// <exception cref="ArgumentException">An option is wrong.</exception>
    public KubernetesRolloutStore(KubernetesRolloutStoreOptions? options = null, TimeProvider? timeProvider = null)
    {
        options = (options ?? new()).Checked();
        var (time, names) = (timeProvider ?? TimeProvider.System, new RolloutObjects(options.NamePrefix));
        _objects = new(options, time);
        _states = new(_objects, names);
        _evidence = new(_objects, names);
        _leases = new(_objects, names, time);
        _feed = new(_objects, names, time, RandomSource.Shared);
    }

    /// <inheritdoc/>
    public async ValueTask<RolloutState?> ReadAsync(string name, CancellationToken cancellationToken) =>
        await UseAsync(() => _states.ReadAsync(name, cancellationToken), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<bool> TryWriteAsync(RolloutState state, long expectedVersion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        return await UseAsync(() => _states.TryWriteAsync(state, expectedVersion, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public IDisposable Watch(string name, Action changed)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _feed.Watch(name, changed);
    }

    /// <inheritdoc/>
    /// <remarks>A cluster forgets nothing by itself: it stays until it is removed.</remarks>
    public async ValueTask PublishAsync(ReplicaEvidence mine, TimeSpan keep, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mine);
        await UseAsync(() => DoneAsync(_evidence.PublishAsync(mine, cancellationToken)), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ReplicaEvidence>> CollectAsync(string name, CancellationToken cancellationToken) =>
        await UseAsync(() => _evidence.CollectAsync(name, cancellationToken), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask RemoveAsync(ReplicaEvidence seen, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(seen);
        await UseAsync(() => DoneAsync(_evidence.RemoveAsync(seen, cancellationToken)), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> TryLeaseAsync(string name, string replica, TimeSpan duration, CancellationToken cancellationToken) =>
        await UseAsync(() => _leases.TryAsync(name, replica, duration, cancellationToken), cancellationToken).ConfigureAwait(false);

    /// <summary>Ends the change feed and closes the connections.</summary>
    public void Dispose()
    {
        _feed.Dispose();
        _objects.Dispose();
    }

    private static async Task<bool> DoneAsync(Task call)
    {
        await call.ConfigureAwait(false);
        return true;
    }

    private static async Task<T> UseAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception e) when (e is not RolloutStoreException && !cancellationToken.IsCancellationRequested)
        {
            throw new RolloutStoreException(ClusterErrors.Words(e, RolloutRights.Store), e);
        }
    }
}

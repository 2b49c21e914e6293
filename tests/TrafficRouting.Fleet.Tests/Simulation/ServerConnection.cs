using TrafficRouting.Rollouts;

namespace TrafficRouting.Fleet.Tests.Simulation;

/// <summary>What one process has of the server: calls that take their time, fail before or after they were done, and never return once the process is gone.</summary>
internal sealed class ServerConnection(World world, Server server) : IRolloutStore, IRolloutStoreChanges, IRolloutEvidenceStore, INonBlockingStore
{
    public bool IsCut { get; set; }

    public bool IsDead { get; set; }

    public ValueTask<RolloutState?> ReadAsync(string name, CancellationToken cancellationToken) =>
        CallAsync(() => server.Read(world.Chance(0.05) ? world.Random.Next(1, 4) : 0));

    public ValueTask<bool> TryWriteAsync(RolloutState state, long expectedVersion, CancellationToken cancellationToken) =>
        CallAsync(() => server.TryWrite(state, expectedVersion));

    public async ValueTask PublishAsync(ReplicaEvidence mine, TimeSpan keep, CancellationToken cancellationToken) =>
        await CallAsync(() => server.Memory.PublishAsync(mine, keep, default).AsTask().IsCompleted);

    public ValueTask<IReadOnlyList<ReplicaEvidence>> CollectAsync(string name, CancellationToken cancellationToken) =>
        CallAsync(() => server.Collect(name));

    public async ValueTask RemoveAsync(ReplicaEvidence seen, CancellationToken cancellationToken) =>
        await CallAsync(() => server.Remove(seen));

    public ValueTask<bool> TryLeaseAsync(string name, string replica, TimeSpan duration, CancellationToken cancellationToken) =>
        CallAsync(() => world.Chance(0.05) || server.Memory.TryLeaseAsync(name, replica, duration, default).AsTask().Result);

    public IDisposable Watch(string name, Action changed)
    {
        server.Watch(name, () =>
        {
            for (var times = world.Chance(0.2) ? 0 : world.Chance(0.2) ? 2 : 1; times > 0; times--)
                world.After(world.Between(0, 0.2), () => (IsDead || IsCut ? () => { } : changed)());
        });
        return new CancellationTokenSource();
    }

    // No continuation leaves the thread: a task that is completed here runs on here.
    private ValueTask<T> CallAsync<T>(Func<T> operation)
    {
        var answer = new TaskCompletionSource<T>();
        world.After(world.Between(0, world.HasFaults ? 0.5 : 0.01), () =>
        {
            if (IsDead && world.Chance(0.5))
                return;
            if (IsCut || world.Chance(0.02))
            {
                Answer(() => answer.SetException(new IOException("no route to the store")));
                return;
            }

            var result = operation();
            var isLost = world.Chance(0.02);
            Answer(() =>
            {
                if (isLost)
                    answer.SetException(new IOException("the answer was lost"));
                else
                    answer.SetResult(result);
            });
        });
        return new(answer.Task);
    }

    private void Answer(Action answer) => world.After(world.Between(0, world.HasFaults ? 0.5 : 0.01), () =>
    {
        if (!IsDead)
            answer();
    });
}

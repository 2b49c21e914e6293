using TrafficRouting.Rollouts;

namespace TrafficRouting.Cli;

/// <summary>The rollouts of a store. Commands are done in it, or wait in it for a replica.</summary>
/// <param name="store">The store.</param>
/// <param name="by">Who asks.</param>
/// <param name="patience">How long a replica has to do what was asked.</param>
/// <param name="time">The clock.</param>
/// <param name="close">Closes what the store needs.</param>
internal sealed class StoreDesk(IRolloutStore store, string by, TimeSpan patience, TimeProvider time, Func<ValueTask> close) : IRolloutDesk
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    public Task<IReadOnlyList<RolloutReading>> ListAsync(CancellationToken cancellationToken) => AskAsync<IReadOnlyList<RolloutReading>>(async () =>
    {
        var found = new List<RolloutReading>();
        foreach (var name in await ((IRolloutStoreNames)store).ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (await StoredRollout.ReadAsync(store, name, cancellationToken).ConfigureAwait(false) is { } state)
                found.Add(StateReader.Read(state));
        }

        return found;
    });

    public Task<RolloutReading> FindAsync(string name, CancellationToken cancellationToken) => AskAsync(async () =>
        await StoredRollout.ReadAsync(store, name, cancellationToken).ConfigureAwait(false) is { } state
            ? StateReader.Read(state)
            : throw new DeskException($"There is no rollout '{name}'. There is: {await NamesAsync(cancellationToken).ConfigureAwait(false)}."));

    public Task<RolloutReading> SendAsync(string name, RolloutCommand command, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        var began = time.GetTimestamp();
        await FindAsync(name, cancellationToken).ConfigureAwait(false);
        await StoredRollout.SendAsync(store, name, new(command, by), time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        var reading = await FindAsync(name, cancellationToken).ConfigureAwait(false);
        while (reading.Asked is not null && time.GetElapsedTime(began) < patience)
        {
            await ChangedAsync(name, cancellationToken).ConfigureAwait(false);
            reading = await FindAsync(name, cancellationToken).ConfigureAwait(false);
        }

        return reading;
    });

    public async Task ChangedAsync(string name, CancellationToken cancellationToken)
    {
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watch = ((IRolloutStoreChanges)store).Watch(name, () => changed.TrySetResult());
        // What happened before the feed began would be missed.
        await Task.WhenAny(changed.Task, Task.Delay(LookAgain, time, cancellationToken)).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    public ValueTask DisposeAsync() => close();

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (Exception e) when (e is RolloutStoreException or RolloutCommandException or KeyNotFoundException or IOException or UnauthorizedAccessException)
        {
            throw new DeskException(e.Message);
        }
    }

    private async Task<string> NamesAsync(CancellationToken cancellationToken) =>
        string.Join(", ", (await ((IRolloutStoreNames)store).ListAsync(cancellationToken).ConfigureAwait(false)).DefaultIfEmpty("none"));
}

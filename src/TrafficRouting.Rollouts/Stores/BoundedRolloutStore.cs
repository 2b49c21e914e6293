namespace TrafficRouting.Rollouts;

/// <summary>Bounds each call of a store, which may hang or not heed its token. What it was asked to write may be written all the same.</summary>
internal sealed class BoundedRolloutStore(IRolloutStore inner, TimeProvider time) : IRolloutStore
{
    // Longer than the file store waits for another process, so that its own words are heard.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public ValueTask<RolloutState?> ReadAsync(string name, CancellationToken cancellationToken) =>
        BoundAsync(inner.ReadAsync(name, cancellationToken), cancellationToken);

    public ValueTask<bool> TryWriteAsync(RolloutState state, long expectedVersion, CancellationToken cancellationToken) =>
        BoundAsync(inner.TryWriteAsync(state, expectedVersion, cancellationToken), cancellationToken);

    private async ValueTask<T> BoundAsync<T>(ValueTask<T> call, CancellationToken cancellationToken)
    {
        var answer = call.AsTask();
        try
        {
            return await answer.WaitAsync(Patience, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException e) when (!answer.IsCompleted)
        {
            throw new RolloutStoreException($"The store did not answer within {Patience.TotalSeconds:0} seconds.", e);
        }
    }
}

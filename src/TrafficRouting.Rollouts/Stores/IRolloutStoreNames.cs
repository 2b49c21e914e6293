namespace TrafficRouting.Rollouts;

/// <summary>What an <see cref="IRolloutStore"/> may do besides: tell which rollouts it keeps, for tools that have the store and no configuration.</summary>
public interface IRolloutStoreNames
{
    /// <summary>Lists the rollouts that have a state, by name, as the store writes them: in lower case, as a rule.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken);
}

namespace TrafficRouting.Rollouts;

/// <summary>Watches and steers the rollouts of this process. Safe for concurrent use.</summary>
/// <seealso href="https://github.com/trafficrouting/trafficrouting/blob/main/docs/rollouts.md#states">Rollouts in the documentation</seealso>
public interface IRolloutController
{
    /// <summary>Raised after each change of a rollout's phase or step, also one that another replica made. What handlers throw is logged.</summary>
    event EventHandler<RolloutTransitionedEventArgs>? Transitioned;

    /// <summary>Starts the rollouts. The host does so by itself; call it where there is no host. Further calls do nothing.</summary>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A rollout is configured wrongly.</exception>
    Task StartAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists all rollouts by name.</summary>
    IReadOnlyList<RolloutStatus> List();

    /// <summary>Finds a rollout, or null.</summary>
    /// <param name="rollout">The name; case-insensitive.</param>
    RolloutStatus? Find(string rollout);

    /// <summary>
    /// Asks something of a rollout; in force for the next request of this process when the task completes, and stored. Only an abort and a pause do not
    /// wait for a store that is away or slow: <see cref="RolloutStatus.Unstored"/> then says so, and they are stored later.
    /// </summary>
    /// <param name="rollout">The name; case-insensitive.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Where the rollout stands then.</returns>
    /// <exception cref="KeyNotFoundException">There is no such rollout.</exception>
    /// <exception cref="RolloutCommandException">The command does not apply to the rollout as it stands.</exception>
    /// <exception cref="RolloutStoreException">The store cannot be used, and nothing was done; never of an abort or a pause.</exception>
    Task<RolloutStatus> SendAsync(string rollout, RolloutCommand command, CancellationToken cancellationToken = default);
}

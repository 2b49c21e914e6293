namespace TrafficRouting.Rollouts;

/// <summary>Names for what can be asked of a rollout; each is <see cref="IRolloutController.SendAsync"/> with one command.</summary>
public static class RolloutControllerExtensions
{
    /// <inheritdoc cref="RolloutCommand.Promote"/>
    /// <param name="controller">The controller.</param>
    /// <param name="rollout">The rollout.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public static Task<RolloutStatus> PromoteAsync(this IRolloutController controller, string rollout, CancellationToken cancellationToken = default) =>
        Send(controller, rollout, RolloutCommand.Promote, cancellationToken);

    /// <inheritdoc cref="RolloutCommand.PromoteFull"/>
    /// <param name="controller">The controller.</param>
    /// <param name="rollout">The rollout.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public static Task<RolloutStatus> PromoteFullAsync(this IRolloutController controller, string rollout, CancellationToken cancellationToken = default) =>
        Send(controller, rollout, RolloutCommand.PromoteFull, cancellationToken);

    /// <inheritdoc cref="RolloutCommand.Pause"/>
    /// <param name="controller">The controller.</param>
    /// <param name="rollout">The rollout.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public static Task<RolloutStatus> PauseAsync(this IRolloutController controller, string rollout, CancellationToken cancellationToken = default) =>
        Send(controller, rollout, RolloutCommand.Pause, cancellationToken);

    /// <inheritdoc cref="RolloutCommand.Resume"/>
    /// <param name="controller">The controller.</param>
    /// <param name="rollout">The rollout.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public static Task<RolloutStatus> ResumeAsync(this IRolloutController controller, string rollout, CancellationToken cancellationToken = default) =>
        Send(controller, rollout, RolloutCommand.Resume, cancellationToken);

    /// <inheritdoc cref="RolloutCommand.Abort"/>
    /// <param name="controller">The controller.</param>
    /// <param name="rollout">The rollout.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public static Task<RolloutStatus> AbortAsync(this IRolloutController controller, string rollout, CancellationToken cancellationToken = default) =>
        Send(controller, rollout, RolloutCommand.Abort, cancellationToken);

    /// <inheritdoc cref="RolloutCommand.Retry"/>
    /// <param name="controller">The controller.</param>
    /// <param name="rollout">The rollout.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public static Task<RolloutStatus> RetryAsync(this IRolloutController controller, string rollout, CancellationToken cancellationToken = default) =>
        Send(controller, rollout, RolloutCommand.Retry, cancellationToken);

    private static Task<RolloutStatus> Send(IRolloutController controller, string rollout, RolloutCommand command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(controller);
        return controller.SendAsync(rollout, command, cancellationToken);
    }
}

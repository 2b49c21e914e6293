namespace TrafficRouting.Rollouts;

/// <summary>A change of a rollout's phase or step.</summary>
/// <param name="Rollout">The rollout.</param>
/// <param name="From">The phase before.</param>
/// <param name="To">The phase after; the same when only the step changed.</param>
/// <param name="Step">The index of the step after.</param>
/// <param name="Weight">The canary's weight after, in percent, 0 to 100.</param>
/// <param name="At">When.</param>
/// <param name="Message">Why.</param>
public sealed record RolloutTransition(
    string Rollout, RolloutPhase From, RolloutPhase To, int Step, double Weight, DateTimeOffset At, string Message)
{
    /// <summary>Gets a value indicating whether another replica made the change, and this one has read it in the store: who tells of changes that are not, tells of each once.</summary>
    public bool IsFromStore { get; init; }
}

namespace TrafficRouting.Rollouts;

/// <summary>Carries a transition to the handlers of <see cref="IRolloutController.Transitioned"/>.</summary>
/// <param name="transition">The transition.</param>
public sealed class RolloutTransitionedEventArgs(RolloutTransition transition) : EventArgs
{
    /// <summary>Gets the transition.</summary>
    public RolloutTransition Transition { get; } = transition;
}

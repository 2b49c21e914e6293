using TrafficRouting.Rollouts;

namespace TrafficRouting.AspNetCore;

/// <summary>A change of a rollout's phase or step.</summary>
/// <param name="At">When.</param>
/// <param name="From">The phase before.</param>
/// <param name="To">The phase after.</param>
/// <param name="Step">The index of the step after.</param>
/// <param name="Weight">The canary's weight after.</param>
/// <param name="Message">Why.</param>
internal sealed record TransitionView(DateTimeOffset At, RolloutPhase From, RolloutPhase To, int Step, double Weight, string Message)
{
    public static TransitionView Of(RolloutTransition transition) =>
        new(transition.At, transition.From, transition.To, transition.Step, transition.Weight, transition.Message);
}

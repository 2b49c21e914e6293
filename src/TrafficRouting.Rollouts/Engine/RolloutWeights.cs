namespace TrafficRouting.Rollouts;

/// <summary>Lays the states of one rollout over its route, each only once. One caller at a time.</summary>
/// <param name="router">The router.</param>
/// <param name="assigned">Gives what the rollout is to do by the load in force, or null when it is to end.</param>
internal sealed class RolloutWeights(TrafficRouter router, Func<RolloutAssignment?> assigned)
{
    private Applied? _applied;

    /// <summary>Puts a state in force for the next request, unless a load in between made another rollout of it.</summary>
    /// <param name="plan">The plan that led to the state.</param>
    /// <param name="state">The state.</param>
    /// <param name="isBound">Whether the table has all that the plan needs.</param>
    public void Apply(RolloutPlan plan, RolloutState state, bool isBound)
    {
        // The backends of something else cannot be given weights here.
        if (!plan.RollsOut(state.Identity) || (!isBound && state.Phase == RolloutPhase.Pending))
            return;
        while (assigned() is { } now && IsFor(now.Plan, plan, state))
        {
            var table = router.Table;
            var wanted = new Applied(now.Plan, state.Phase, state.Step, state.Weight, table.Backends.ContainsKey(plan.Canary), table.Backends.ContainsKey(plan.Stable), RolloutBinding.Sticky(plan, table));
            // Refused means that a load came in between, and with it another assignment.
            if (wanted == _applied || TryLay(now, state, table))
            {
                _applied = wanted;
                return;
            }
        }
    }

    /// <summary>Gives one backend all traffic, whatever the rollout's state says.</summary>
    public void Hold(RolloutPlan plan, bool isCompleted) => Apply(
        plan,
        new() { Name = plan.Name, Identity = plan.Identity, StepsHash = plan.StepsHash, Phase = isCompleted ? RolloutPhase.Completed : RolloutPhase.Aborted, Weight = isCompleted ? 100 : 0 },
        isBound: true);

    // A load that brings other steps leaves what was completed in force, and so must leave room for its end.
    private static bool IsFor(RolloutPlan now, RolloutPlan plan, RolloutState state) =>
        now.IsSameRollout(plan) || (RolloutMachine.HasFailed(state) && now.RollsOut(plan.Identity));

    private bool TryLay(RolloutAssignment now, RolloutState state, RouteTable table) => RolloutOverlay.Of(now.Plan, state, table) is { } overlay
        ? router.TrySetOverlay(overlay, now.Generation)
        : router.TryRemoveOverlay(RolloutOverlay.OwnerOf(now.Plan.Name), now.Generation) || router.Generation <= now.Generation;

    private sealed record Applied(RolloutPlan Plan, RolloutPhase Phase, int Step, double Weight, bool Canary, bool Stable, StickyOptions? Sticky);
}

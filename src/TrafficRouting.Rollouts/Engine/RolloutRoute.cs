namespace TrafficRouting.Rollouts;

/// <summary>Lays the states of one rollout over its route, each only once. One caller at a time.</summary>
internal sealed class RolloutRoute(TrafficRouter router)
{
    private Applied? _applied;

    /// <summary>Puts a state in force for the next request.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="state">The state.</param>
    /// <param name="isBound">Whether the table has all that the plan needs.</param>
    public void Apply(RolloutPlan plan, RolloutState state, bool isBound)
    {
        // The backends of something else cannot be given weights here.
        if (!string.Equals(state.Identity, plan.Identity, StringComparison.Ordinal))
            return;
        var table = router.Table;
        var wanted = new Applied(plan, state.Phase, state.Step, state.Weight, table.Backends.ContainsKey(plan.Canary), table.Backends.ContainsKey(plan.Stable));
        if (wanted == _applied)
            return;
        if (!isBound && state.Phase == RolloutPhase.Pending)
            return;
        if (RolloutOverlay.Of(plan, state, table) is { } overlay)
            router.SetOverlay(overlay);
        else
            GiveBack(plan);
        _applied = wanted;
    }

    /// <summary>Lets the configured weights rule again.</summary>
    public void GiveBack(RolloutPlan plan) => router.RemoveOverlay(RolloutOverlay.OwnerOf(plan.Name));

    private sealed record Applied(RolloutPlan Plan, RolloutPhase Phase, int Step, int Weight, bool Canary, bool Stable);
}

namespace TrafficRouting.Rollouts;

/// <summary>What a rollout is to do by one load of the configuration. Immutable.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Observations">The counters of its backends, anew for other backends.</param>
/// <param name="Generation">The number of the load, which its overlay is set with.</param>
internal sealed record RolloutAssignment(RolloutPlan Plan, RolloutObservations Observations, long Generation)
{
    public static RolloutAssignment First(RolloutPlan plan, long generation) => new(plan, ObservationsOf(plan), generation);

    /// <summary>What another load makes of it.</summary>
    public RolloutAssignment Next(RolloutPlan plan, long generation)
    {
        if (ReferenceEquals(plan, Plan))
            return this with { Generation = generation };
        if (!plan.RollsOut(Plan.Identity))
            return First(plan, generation);
        Observations.Classifier = plan.Analysis.Classifier;
        return new(plan, Observations, generation);
    }

    private static RolloutObservations ObservationsOf(RolloutPlan plan) =>
        new(plan.Service, plan.Route, plan.Stable, plan.Canary) { Classifier = plan.Analysis.Classifier };
}

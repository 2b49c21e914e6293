namespace TrafficRouting.Rollouts;

/// <summary>Computes when something is due, from a state whose times are by the clock of this process.</summary>
internal static class RolloutSchedule
{
    /// <summary>Returns when a measurement is due: one that may pass a step after an interval of this step, another an interval after the last, however short steps are.</summary>
    public static DateTimeOffset Measurement(RolloutPlan plan, RolloutState state)
    {
        var warm = WarmedUp(plan, state);
        if (state.Phase == RolloutPhase.Analyzing)
            return Later(state.MeasuredAt ?? warm, warm) + plan.Analysis.Interval;
        return Later((state.MeasuredAt ?? state.StartedAt) + plan.Analysis.Interval, warm);
    }

    public static DateTimeOffset WarmedUp(RolloutPlan plan, RolloutState state) => state.StepStartedAt + plan.Analysis.InitialDelay;

    /// <summary>Returns when a timed pause ends, or null when nothing ends by time alone.</summary>
    public static DateTimeOffset? PauseEnd(RolloutPlan plan, RolloutState state) =>
        state is { Phase: RolloutPhase.Paused, Pause: PauseReason.Step } && state.Step < plan.Steps.Length
            ? state.StepStartedAt + plan.Steps[state.Step].Duration
            : null;

    /// <summary>Returns when to reconcile next; at the latest after an interval, to see what other replicas did.</summary>
    public static DateTimeOffset NextReconcile(RolloutPlan plan, RolloutState state, DateTimeOffset now)
    {
        var latest = now + plan.Analysis.Interval;
        if (state.IsTerminal)
            return latest;
        DateTimeOffset?[] due = [latest, PauseEnd(plan, state), Measurement(plan, state), WarmedUp(plan, state)];
        return due.Where(d => d > now).Min() ?? latest;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}

namespace TrafficRouting.Rollouts;

/// <summary>Holds a stored state against what can be, for a store may give anything: one written by hand, by another version or by something else.</summary>
internal static class RolloutStateValidator
{
    // Longer than any rollout, and far from an overflow of a time.
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(100_000);

    /// <summary>Returns what is wrong with a state, or null.</summary>
    public static string? Problem(RolloutPlan plan, RolloutState state) =>
        Problem(state)
        ?? (string.Equals(state.Name, plan.Name, StringComparison.OrdinalIgnoreCase) ? null : $"it is the state of rollout '{state.Name}'")
        ?? (RolloutMachine.Fits(plan, state) ? Step(plan, state) : null);

    /// <summary>Returns what is wrong with a state of whatever plan, or null.</summary>
    public static string? Problem(RolloutState state) => state switch
    {
        { Name: null } or { Identity: null } or { StepsHash: null } or { Message: null } => "its name, identity, hash of steps or message is missing",
        { Version: < 1 } => $"its version is {state.Version}",
        { Attempt: < 1 } => $"its attempt is {state.Attempt}",
        { WrittenBy: null } or { Replicas: null } or { Predecessors.IsDefault: true } or { Steps.IsDefault: true } => "what it says of replicas, predecessors or steps is missing",
        { Asked: { By: null } } => "it does not say who asks something of it",
        { Asked: { } asked } when !Enum.IsDefined(asked.Command) => $"what is asked of it, {asked.Command}, is no command",
        _ when state.Predecessors.Any(p => p is not { Identity: not null, StepsHash: not null }) => "one of its predecessors is none",
        _ when state.Replicas.Values.Any(r => r is not { Window: >= 0, Canary: >= 0, Stable: >= 0 }) => "one of its counts of a replica is below 0",
        _ when !Enum.IsDefined(state.Phase) || (state.Pause is { } pause && !Enum.IsDefined(pause)) => $"its phase {state.Phase} or reason of a pause {state.Pause} is none",
        _ when !(state.Weight is >= 0 and <= 100) => FormattableString.Invariant($"its weight is {state.Weight}"),
        { Step: < 0 } => $"its step is {state.Step}",
        _ when !(IsBetween(state, state.StepStartedAt) && IsBetween(state, state.MeasuredAt ?? state.StepStartedAt)) =>
            FormattableString.Invariant($"its times are in no order: written at {state.WrittenAt:u}, begun at {state.StartedAt:u}, its step at {state.StepStartedAt:u}, measured at {state.MeasuredAt:u}"),
        _ when state.WrittenAt - state.StartedAt > MaxAge => FormattableString.Invariant($"it began at {state.StartedAt:u}, more than {MaxAge.TotalDays:0} days before it was written"),
        { Passed: < 0 } or { ConsecutivePasses: < 0 } or { Failures: < 0 } or { Inconclusive: < 0 } or { ConsecutiveErrors: < 0 }
            or { CanaryRequests: < 0 } or { StableRequests: < 0 } or { CanaryFailures: < 0 } or { StableFailures: < 0 }
            or { StepCanaryRequests: < 0 } or { StepComparedRequests: < 0 } or { StepStableRequests: < 0 } => "one of its counts is below 0",
        { LastMeasurement: { } last } when last.Metrics.IsDefault || last.Metrics.Contains(null!) => "its last measurement has no metrics",
        _ when state.Evidence.IsDefault || state.Evidence.Any(e => !IsSound(e)) => "its evidence is not what this version keeps",
        _ => null,
    };

    private static string? Step(RolloutPlan plan, RolloutState state)
    {
        var inSteps = state.Phase is RolloutPhase.Progressing or RolloutPhase.Paused or RolloutPhase.Analyzing;
        if (state.Step > plan.Steps.Length || (inSteps && state.Step == plan.Steps.Length))
            return $"it is at step {state.Step}, counted from 0, of {plan.Steps.Length}";
        return state.Phase == RolloutPhase.Analyzing && plan.Steps[state.Step].Kind != RolloutStepKind.Analyze
            ? $"it analyses at step {state.Step}, counted from 0, which is '{plan.Steps[state.Step]}'"
            : null;
    }

    private static bool IsBetween(RolloutState state, DateTimeOffset time) => state.StartedAt <= time && time <= state.WrittenAt;

    private static bool IsSound(MetricEvidence? evidence) =>
        evidence is { Metric: not null, Definition: not null, Tests: not null, ReferenceBucket: >= -1 and < LatencyBuckets.Count }
        && evidence.Tests.All(t => Enum.IsDefined(t.Key) && t.Value is { Ratios.IsDefault: false, Intervals: >= 0 } test
            && test.Ratios.Length == Evidence.Effects.Length && test.Ratios.Append(test.LogMixture).Append(test.LogCapped).All(double.IsFinite));
}

using System.Collections.Immutable;
using static System.FormattableString;

namespace TrafficRouting.Rollouts;

/// <summary>
/// Every transition of a rollout: from a state, an input and the time to the next state. Pure; returns the very same state
/// when nothing changed. One input advances at most one step.
/// </summary>
internal static class RolloutMachine
{
    private const int MaxPredecessors = 16;

    /// <summary>Returns the state of a rollout that nobody has seen before.</summary>
    public static RolloutState Begin(RolloutPlan plan, DateTimeOffset now) => new()
    {
        Name = plan.Name,
        Identity = plan.Identity,
        StepsHash = plan.StepsHash,
        Steps = Words(plan),
        StartedAt = now,
        StepStartedAt = now,
        Message = "not begun",
    };

    public static RolloutState Next(RolloutPlan plan, RolloutState state, RolloutInput input, DateTimeOffset now)
    {
        state = Reconcile(plan, state, now);
        return input switch
        {
            RolloutInput.Tick => Tick(plan, state, now),
            RolloutInput.Command command => Command(plan, state, command.Asked, now),
            RolloutInput.Observed observed => Observe(plan, state, observed, now),
            RolloutInput.Unbound unbound => IsActive(state) ? End(state, RolloutPhase.Aborted, unbound.Reason) : state,
            RolloutInput.Ended ended => HasFailed(state) ? state : End(state, ended.Phase, ended.Reason),
            _ => throw new ArgumentOutOfRangeException(nameof(input)),
        };
    }

    /// <summary>Tells why a command does not apply, or null when it does.</summary>
    public static string? Refusal(RolloutState state, RolloutCommand command)
    {
        var applies = command switch
        {
            RolloutCommand.Promote or RolloutCommand.PromoteFull => state.Phase == RolloutPhase.Pending || InSteps(state),
            RolloutCommand.Pause => InSteps(state),
            RolloutCommand.Resume => state.Phase == RolloutPhase.Paused,
            RolloutCommand.Abort => !HasFailed(state),
            _ => HasFailed(state),
        };
        return applies ? null : $"{command} does not apply to rollout '{state.Name}': it is {state.Phase} ({state.Message}).";
    }

    /// <summary>Tells whether a kept state is one of the plan as configured here.</summary>
    public static bool Fits(RolloutPlan plan, RolloutState state) => plan.RollsOut(state.Identity, state.StepsHash);

    /// <summary>Tells whether a rollout stands where it stood by another plan.</summary>
    /// <param name="before">The plan so far.</param>
    /// <param name="plan">The plan from now on.</param>
    /// <param name="known">The state as last known, or null.</param>
    public static bool GoesOn(RolloutPlan before, RolloutPlan plan, RolloutState? known) =>
        before.IsSameRollout(plan)
        || (plan.RollsOut(before.Identity) && known is { Phase: RolloutPhase.Promoting or RolloutPhase.Completed } && Fits(before, known));

    /// <summary>Holds a kept state against what is configured now.</summary>
    public static RolloutState Reconcile(RolloutPlan plan, RolloutState state, DateTimeOffset now)
    {
        if (!plan.RollsOut(state.Identity))
            return Restart(plan, state, now, "what is rolled out changed");
        if (Fits(plan, state))
            return state;
        // Steps of a finished rollout are edited in view of the next one.
        return state.Phase is RolloutPhase.Promoting or RolloutPhase.Completed
            ? state with { StepsHash = plan.StepsHash, Steps = Words(plan), Step = plan.Steps.Length }
            : Restart(plan, state, now, "the steps changed");
    }

    private static RolloutState Tick(RolloutPlan plan, RolloutState state, DateTimeOffset now) => state.Phase switch
    {
        RolloutPhase.Pending => Enter(plan, state with { StartedAt = now }, 0, now, "begun"),
        RolloutPhase.Progressing => Enter(plan, state, state.Step + 1, now, Invariant($"{plan.Steps[state.Step]}: done at weight {state.Weight}")),
        RolloutPhase.Paused when RolloutSchedule.PauseEnd(plan, state) <= now => Enter(plan, state, state.Step + 1, now, "the pause is over"),
        RolloutPhase.Promoting => state with { Phase = RolloutPhase.Completed, StepStartedAt = now },
        _ => state,
    };

    private static RolloutState Command(RolloutPlan plan, RolloutState state, RolloutCommand command, DateTimeOffset now)
    {
        if (Refusal(state, command) is not null)
            return state;
        return command switch
        {
            RolloutCommand.Promote => Enter(plan, state, state.Phase == RolloutPhase.Pending ? 0 : state.Step + 1, now, "promoted by command"),
            RolloutCommand.PromoteFull => Enter(plan, state, plan.Steps.Length, now, "promoted in full by command"),
            RolloutCommand.Pause => state with { Phase = RolloutPhase.Paused, Pause = PauseReason.Command, Message = "paused by command" },
            RolloutCommand.Resume when state.Pause == PauseReason.Step => Enter(plan, state, state.Step + 1, now, "resumed by command"),
            RolloutCommand.Resume => Hold(plan, state with { Inconclusive = 0, Message = "resumed by command" }),
            RolloutCommand.Abort => End(state, RolloutPhase.Aborted, "aborted by command"),
            _ => Restart(plan, state, now, "retried by command"),
        };
    }

    private static RolloutState Observe(RolloutPlan plan, RolloutState state, RolloutInput.Observed observed, DateTimeOffset now)
    {
        var analyzing = state.Phase == RolloutPhase.Analyzing;
        if (!IsJudged(plan.Analysis, state))
            return state;
        // What earlier steps saw came after a warm-up of their own.
        if (observed.Window.From >= state.StepStartedAt && observed.Window.From < RolloutSchedule.WarmedUp(plan, state))
            return state;

        var due = observed.Custom is not null && RolloutSchedule.Measurement(plan, state) <= now;
        if (observed.Window.IsEmpty && !due)
            return state;
        state = EvidenceCollector.Add(plan.Analysis, state, observed.Window);
        if (!due)
            return observed is { IsEarly: true, Window.IsEmpty: false } ? EvaluateEarly(plan, state, observed.Window, now) : state;

        var measurement = Judge.Measure(plan, state, observed.Window, observed.Custom!, now);
        state = EvidenceCollector.Close(plan.Analysis, state) with { LastMeasurement = measurement, MeasuredAt = now };
        return measurement.Verdict switch
        {
            RolloutVerdict.Failed => Fail(plan, state with { Failures = state.Failures + 1, ConsecutiveErrors = 0 }),
            _ when !analyzing => state,
            RolloutVerdict.Error => Error(plan, state with { ConsecutiveErrors = state.ConsecutiveErrors + 1, ConsecutivePasses = 0 }),
            RolloutVerdict.Inconclusive => Inconclusive(plan, state with { Inconclusive = state.Inconclusive + 1, ConsecutiveErrors = 0, ConsecutivePasses = 0 }),
            _ => Pass(plan, state with { Passed = state.Passed + 1, ConsecutivePasses = state.ConsecutivePasses + 1, ConsecutiveErrors = 0 }, now),
        };
    }

    // Evidence may be evaluated at any time; an interval that has not ended neither passes nor stays inconclusive.
    private static RolloutState EvaluateEarly(RolloutPlan plan, RolloutState state, RolloutWindow window, DateTimeOffset now)
    {
        var seen = state with { LastMeasurement = Judge.Measure(plan, state, window, ImmutableDictionary<string, CustomReading>.Empty, now) };
        return IsProven(seen) ? Fail(plan, seen with { MeasuredAt = now, Failures = seen.Failures + 1 }) : state;
    }

    private static bool IsProven(RolloutState state) => state.LastMeasurement!.Metrics.Any(m => m is { Verdict: RolloutVerdict.Failed, Evidence: not null, IsDryRun: false });

    // Evidence past the threshold decides at once; a custom value has none, so some failures of it are tolerated.
    private static RolloutState Fail(RolloutPlan plan, RolloutState state) =>
        state.Failures > plan.Analysis.FailureLimit || IsProven(state)
        ? End(state, RolloutPhase.RolledBack, $"analysis failed: {Reasons(state, RolloutVerdict.Failed)}")
        : state;

    private static RolloutState Error(RolloutPlan plan, RolloutState state) => state.ConsecutiveErrors > plan.Analysis.ConsecutiveErrorLimit
        ? End(state, RolloutPhase.RolledBack, $"analysis could not be made {state.ConsecutiveErrors} times in a row: {Reasons(state, RolloutVerdict.Error)}")
        : state;

    private static RolloutState Inconclusive(RolloutPlan plan, RolloutState state)
    {
        if (state.Inconclusive <= plan.Analysis.InconclusiveLimit)
            return state;
        var why = $"analysis stayed inconclusive {state.Inconclusive} times: {Reasons(state, RolloutVerdict.Inconclusive)}";
        return plan.OnInconclusive switch
        {
            InconclusiveAction.Wait => state,
            InconclusiveAction.RollBack => End(state, RolloutPhase.RolledBack, why),
            _ => state with { Phase = RolloutPhase.Paused, Pause = PauseReason.Inconclusive, Message = why },
        };
    }

    private static RolloutState Pass(RolloutPlan plan, RolloutState state, DateTimeOffset now)
    {
        var step = plan.Steps[state.Step];
        return state.Passed >= step.Count && state.ConsecutivePasses >= step.ConsecutiveSuccessLimit
            ? Enter(plan, state, state.Step + 1, now, $"analysis passed: {Reasons(state, RolloutVerdict.Passed)}")
            : state;
    }

    private static RolloutState Enter(RolloutPlan plan, RolloutState state, int step, DateTimeOffset now, string message)
    {
        state = state with
        {
            Step = step,
            StepStartedAt = now,
            Passed = 0,
            ConsecutivePasses = 0,
            Inconclusive = 0,
            ConsecutiveErrors = 0,
            StepCanaryRequests = 0,
            StepComparedRequests = 0,
            StepStableRequests = 0,
            Message = message,
        };
        return step >= plan.Steps.Length
            ? state with { Phase = RolloutPhase.Promoting, Pause = null, Step = plan.Steps.Length, Weight = 100 }
            : Hold(plan, state);
    }

    // Where a step stands when nothing else holds it.
    private static RolloutState Hold(RolloutPlan plan, RolloutState state)
    {
        var step = plan.Steps[state.Step];
        return step.Kind switch
        {
            RolloutStepKind.Set => state with { Phase = RolloutPhase.Progressing, Pause = null, Weight = step.Weight },
            RolloutStepKind.Pause => state with { Phase = RolloutPhase.Paused, Pause = PauseReason.Step },
            _ => state with { Phase = RolloutPhase.Analyzing, Pause = null },
        };
    }

    /// <summary>Ends a rollout with all traffic on the stable backend.</summary>
    public static RolloutState End(RolloutState state, RolloutPhase phase, string message) =>
        state with { Phase = phase, Pause = null, Weight = 0, Asked = null, Message = message };

    private static RolloutState Restart(RolloutPlan plan, RolloutState state, DateTimeOffset now, string message) => Begin(plan, now) with
    {
        Version = state.Version,
        Attempt = state.Attempt + 1,
        Predecessors = Succeed(plan, state),
        Message = message,
    };

    private static ImmutableArray<RolloutPredecessor> Succeed(RolloutPlan plan, RolloutState state)
    {
        var before = state.Predecessors.Append(new(state.Identity, state.StepsHash, state.Phase)).Where(p => !IsOf(plan, p));
        return [.. before.TakeLast(MaxPredecessors)];
    }

    /// <summary>Tells whether a plan was rolled out before what is rolled out now.</summary>
    public static bool IsOf(RolloutPlan plan, RolloutPredecessor predecessor) => plan.RollsOut(predecessor.Identity, predecessor.StepsHash);

    /// <summary>Tells whether a rollout is between its beginning and its end.</summary>
    public static bool InSteps(RolloutState state) =>
        state.Phase is RolloutPhase.Progressing or RolloutPhase.Paused or RolloutPhase.Analyzing;

    /// <summary>Tells whether what is seen in a state counts.</summary>
    public static bool IsJudged(AnalysisPlan plan, RolloutState state) => InSteps(state) && (state.Phase == RolloutPhase.Analyzing || plan.Background);

    /// <summary>Tells whether a rollout has ended with all traffic on the stable backend.</summary>
    public static bool HasFailed(RolloutState state) => state.Phase is RolloutPhase.Aborted or RolloutPhase.RolledBack;

    private static ImmutableArray<string> Words(RolloutPlan plan) => [.. plan.Steps.Select(s => s.ToString())];

    private static bool IsActive(RolloutState state) => InSteps(state) || state.Phase == RolloutPhase.Promoting;

    private static string Reasons(RolloutState state, RolloutVerdict verdict) => string.Join("; ",
        state.LastMeasurement!.Metrics.Where(m => m.Verdict == verdict && !m.IsDryRun).Select(m => $"{m.Metric}: {m.Reason}"));
}

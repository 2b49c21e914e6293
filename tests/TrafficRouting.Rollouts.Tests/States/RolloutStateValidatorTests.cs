using System.Collections.Immutable;

namespace TrafficRouting.Rollouts.Tests.States;

/// <summary>R17: what a state can never be, by whatever hand it was written, is said in words.</summary>
public sealed class RolloutStateValidatorTests
{
    private static readonly RolloutPlan Plan = Given.Plan();

    public static TheoryData<string, Func<RolloutState, RolloutState>> Wrong => new()
    {
        { "at step 9, counted from 0, of 4", s => s with { Step = 9 } },
        { "at step 4, counted from 0, of 4", s => s with { Step = 4 } },
        { "step is -1", s => s with { Step = -1 } },
        { "which is 'set weight 20'", s => s with { Step = 0 } },
        { "weight is 101", s => s with { Weight = 101 } },
        { "weight is -1", s => s with { Weight = -1 } },
        { "weight is NaN", s => s with { Weight = double.NaN } },
        { "phase 77", s => s with { Phase = (RolloutPhase)77 } },
        { "reason of a pause 9", s => s with { Pause = (PauseReason)9 } },
        { "counts is below 0", s => s with { StepCanaryRequests = -5 } },
        { "counts is below 0", s => s with { Passed = -1 } },
        { "evidence is not what", s => s with { Evidence = default } },
        { "evidence is not what", s => s with { Evidence = [null!] } },
        { "evidence is not what", s => With(s, new() { Ratios = [0, 0] }) },
        { "evidence is not what", s => With(s, new() { Ratios = [0, 0, 0, 0, 0, double.NaN] }) },
        { "evidence is not what", s => With(s, new() { LogCapped = double.PositiveInfinity }) },
        { "evidence is not what", s => With(s, null!) },
        { "evidence is not what", s => s with { Evidence = [s.Evidence[0] with { ReferenceBucket = 100_000 }] } },
        { "last measurement has no metrics", s => s with { LastMeasurement = s.LastMeasurement! with { Metrics = default } } },
        { "last measurement has no metrics", s => s with { LastMeasurement = s.LastMeasurement! with { Metrics = [null!] } } },
        { "predecessors is none", s => s with { Predecessors = [null!] } },
        { "version is 0", s => s with { Version = 0 } },
        { "state of rollout 'ratings'", s => s with { Name = "ratings" } },
        { "message is missing", s => s with { Message = null! } },
        { "predecessors or steps is missing", s => s with { Steps = default } },
        { "times are in no order", s => s with { StepStartedAt = s.WrittenAt.AddSeconds(1) } },
        { "times are in no order", s => s with { StepStartedAt = DateTimeOffset.MaxValue } },
        { "times are in no order", s => s with { MeasuredAt = s.WrittenAt.AddYears(3) } },
        { "times are in no order", s => s with { WrittenAt = default } },
        { "times are in no order", s => s with { MeasuredAt = default(DateTimeOffset) } },
        { "days before it was written", s => s with { StartedAt = default, StepStartedAt = default } },
        { "days before it was written", s => s with { WrittenAt = DateTimeOffset.MaxValue } },
        { "its name, identity", s => s with { Name = null! } },
        { "its name, identity", s => s with { Identity = null! } },
        { "its name, identity", s => s with { StepsHash = null! } },
        { "attempt is 0", s => s with { Attempt = 0 } },
        { "what it says of replicas", s => s with { WrittenBy = null! } },
        { "what it says of replicas", s => s with { Replicas = null! } },
        { "what it says of replicas", s => s with { Predecessors = default } },
        { "who asks something", s => s with { Asked = new(RolloutCommand.Pause, null!) } },
        { "asked of it, 9, is no command", s => s with { Asked = new((RolloutCommand)9, "somebody") } },
        { "predecessors is none", s => s with { Predecessors = [new(null!, "a", RolloutPhase.Completed)] } },
        { "counts of a replica", s => s with { Replicas = s.Replicas.Add("b", new(-1, 0, 0)) } },
        { "counts of a replica", s => s with { Replicas = s.Replicas.Add("b", new(0, -1, 0)) } },
        { "counts of a replica", s => s with { Replicas = s.Replicas.Add("b", new(0, 0, -1)) } },
        { "counts of a replica", s => s with { Replicas = s.Replicas.Add("b", null!) } },
        { "counts is below 0", s => s with { ConsecutivePasses = -1 } },
        { "counts is below 0", s => s with { Failures = -1 } },
        { "counts is below 0", s => s with { Inconclusive = -1 } },
        { "counts is below 0", s => s with { ConsecutiveErrors = -1 } },
        { "counts is below 0", s => s with { CanaryRequests = -1 } },
        { "counts is below 0", s => s with { StableRequests = -1 } },
        { "counts is below 0", s => s with { CanaryFailures = -1 } },
        { "counts is below 0", s => s with { StableFailures = -1 } },
        { "counts is below 0", s => s with { StepComparedRequests = -1 } },
        { "counts is below 0", s => s with { StepStableRequests = -1 } },
        { "evidence is not what", s => s with { Evidence = [s.Evidence[0] with { Metric = null! }] } },
        { "evidence is not what", s => s with { Evidence = [s.Evidence[0] with { Definition = null! }] } },
        { "evidence is not what", s => s with { Evidence = [s.Evidence[0] with { Tests = null! }] } },
        { "evidence is not what", s => s with { Evidence = [s.Evidence[0] with { ReferenceBucket = -2 }] } },
        { "evidence is not what", s => s with { Evidence = [s.Evidence[0] with { Tests = s.Evidence[0].Tests.Add((EvidenceKind)9, new()) }] } },
        { "evidence is not what", s => With(s, new() { Ratios = default }) },
        { "evidence is not what", s => With(s, new() { Intervals = -1 }) },
        { "evidence is not what", s => With(s, new() { LogMixture = double.NaN }) },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void Problem_StateThatCannotBe_SaysWhatIsWrong(string message, Func<RolloutState, RolloutState> break_) =>
        Assert.Contains(message, RolloutStateValidator.Problem(Plan, break_(Written(new SampleRun(Plan).Settle().Good()))), StringComparison.Ordinal);

    [Fact]
    public void Problem_AnyStateOfARollout_IsNone()
    {
        var run = new SampleRun(Plan);
        List<RolloutState> states = [Written(run), Written(run.Settle()), Written(run.Good()), Written(run.Ask(RolloutCommand.Pause)), Written(run.Ask(RolloutCommand.Resume).Good()), Written(new SampleRun(Plan).Settle().Bad())];

        Assert.Equal([RolloutPhase.Completed, RolloutPhase.RolledBack], states.Select(s => s.Phase).Where(p => p is RolloutPhase.Completed or RolloutPhase.RolledBack));
        Assert.All(states, s => Assert.Null(RolloutStateValidator.Problem(Plan, s)));
    }

    private static RolloutState Written(SampleRun run) => run.State with { Version = 1, WrittenBy = "a", WrittenAt = run.Now };

    private static RolloutState With(RolloutState state, TestEvidence test) =>
        state with { Evidence = [state.Evidence[0] with { Tests = ImmutableDictionary<EvidenceKind, TestEvidence>.Empty.Add(EvidenceKind.Comparison, test) }] };
}

using System.Collections.Immutable;

namespace TrafficRouting.Rollouts.Tests.Engine;

/// <summary>R17: a stored state that cannot be is refused as a whole; the rollout says so and goes on once it is repaired.</summary>
public sealed class RolloutStateValidatorTests
{
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
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public async Task Stored_StateThatCannotBe_IsRefusedWithWhatIsWrong(string message, Func<RolloutState, RolloutState> break_)
    {
        var store = new FlakyStore();
        using (var first = await new RolloutHarness(store: store).StartAsync())
        {
            first.Answer("v1", 5);
            first.Answer("v2", 3);
            first.Time.Advance(TimeSpan.FromMinutes(1));
        }

        var sound = (await store.ReadAsync("reviews", TestContext.Current.CancellationToken))!;
        store.Answer = break_(sound);

        using var process = await new RolloutHarness(null, store, new(Given.Start)).StartAsync();
        process.Good();
        Assert.Equal("v1=100 v2=0", process.Weights);
        Assert.Contains(message, process.Status.Problem, StringComparison.Ordinal);

        store.Answer = null;
        process.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(process.Status.Problem);
    }

    private static RolloutState With(RolloutState state, TestEvidence test) =>
        state with { Evidence = [state.Evidence[0] with { Tests = ImmutableDictionary<EvidenceKind, TestEvidence>.Empty.Add(EvidenceKind.Comparison, test) }] };
}

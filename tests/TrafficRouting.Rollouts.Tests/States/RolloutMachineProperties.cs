using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace TrafficRouting.Rollouts.Tests.States;

public sealed class RolloutMachineProperties
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly long[] None = new long[LatencyBuckets.Count];

    // Two lists of steps, so that a reload can change them.
    private static readonly RolloutPlan[] Plans = [Plan(10, 30, 50), Plan(5, 60)];

    private enum Happening
    {
        Tick,
        LongTick,
        Good,
        Bad,
        Quiet,
        Outage,
        Hanging,
        Redirecting,
        NotFound,
        AllGiveUp,
        Promote,
        PromoteFull,
        Pause,
        Resume,
        Abort,
        Retry,
        Restart,
        ReloadSteps,
        ReloadElse,
        Unbind,
    }

    // Ticks and good windows are more likely, or no rollout would ever get far.
    private static readonly Gen<List<Happening>> Sequences = Gen.Frequency(
        (4, Gen.Constant(Happening.Tick)), (3, Gen.Constant(Happening.LongTick)), (4, Gen.Constant(Happening.Good)),
        (8, Gen.Elements(Enum.GetValues<Happening>()))).ListOf(40);

    [Property(MaxTest = 1000)]
    public Property Next_AnySequence_FollowsTheModelAndKeepsTheInvariants() => Prop.ForAll(Sequences.ToArbitrary(), happenings => { Run(happenings); });

    [Fact]
    public void Next_ManySequences_VisitEveryPhase() => Assert.Equal(
        Enum.GetValues<RolloutPhase>(),
        Sequences.Sample(300, new Rnd(1, 1), 50).SelectMany(Run).Distinct().Order());

    private static List<RolloutPhase> Run(List<Happening> happenings)
    {
        var phases = new List<RolloutPhase>();
        var (plan, now) = (Plans[0], Given.Start);
        var (state, model) = (RolloutMachine.Begin(plan, now), RolloutModel.New);
        foreach (var next in happenings)
        {
            var before = state;
            (plan, state, model, now) = Happen(next, plan, state, model, now);
            phases.Add(state.Phase);
            Assert.Equal(model, new RolloutModel(state.Phase, state.Pause, state.Step));
            Check(plan, before, state, next);
        }

        return phases;
    }

    private static (RolloutPlan Plan, RolloutState State, RolloutModel Model, DateTimeOffset Now) Happen(
        Happening next, RolloutPlan plan, RolloutState state, RolloutModel model, DateTimeOffset now)
    {
        switch (next)
        {
            case Happening.Tick or Happening.LongTick:
                now += next == Happening.Tick ? TimeSpan.FromSeconds(1) : Minute * 10;
                return (plan, Feed(new RolloutInput.Tick()), model.Tick(plan, RolloutSchedule.PauseEnd(plan, state) <= now), now);
            case Happening.Good:
                return (plan, Observe(Given.Backend(200, 0), Given.Backend(800, 0)), model.Passed(plan), now);
            case Happening.Bad:
                return (plan, Observe(Given.Backend(300, 150), Given.Backend(800, 0)), model.Failing(), now);
            case Happening.Quiet:
                return (plan, Observe(Given.Backend(0, 0), Given.Backend(0, 0)), model.Inconclusive(), now);
            case Happening.Outage:
                return (plan, Observe(Given.Backend(200, 150), Given.Backend(800, 600)), model.Inconclusive(), now);
            case Happening.Hanging:
                return (plan, Observe(new(0, None) { Cancellations = 200 }, Given.Backend(800, 0)), model.Failing(), now);
            case Happening.Redirecting:
                return (plan, Observe(new(0, Fast(200)) { Redirections = 200 }, Given.Backend(800, 0)), model.Failing(), now);
            case Happening.NotFound:
                return (plan, Observe(new(0, Fast(200)) { ClientErrors = 200 }, Given.Backend(800, 0)), model.Failing(), now);
            case Happening.AllGiveUp:
                return (plan, Observe(new(0, None) { Cancellations = 200 }, new(0, None) { Cancellations = 800 }), model.Inconclusive(), now);
            case Happening.Restart:
                return (plan, RolloutStateSerializer.Deserialize(RolloutStateSerializer.Serialize(state)), model, now);
            case Happening.ReloadElse:
                return (Plan(plan, a => a.MinRequests = 90), state, model, now);
            case Happening.ReloadSteps:
                plan = Plans[plan.Steps.Length == Plans[0].Steps.Length ? 1 : 0];
                return (plan, RolloutMachine.Reconcile(plan, state, now), model.StepsChanged(plan), now);
            case Happening.Unbind:
                return (plan, Feed(new RolloutInput.Unbound("gone")), model.Unbound(), now);
            default:
                var command = Enum.Parse<RolloutCommand>(next.ToString());
                return (plan, Feed(new RolloutInput.Command(command)), model.Command(plan, command), now);
        }

        RolloutState Feed(RolloutInput input) => RolloutMachine.Next(plan, state, input, now);

        RolloutState Observe(BackendWindow canary, BackendWindow stable)
        {
            var from = now;
            now += Minute * 2;
            return Feed(Given.Observed(Given.Window(from, now, canary, stable)));
        }
    }

    private static long[] Fast(long requests)
    {
        var latencies = new long[LatencyBuckets.Count];
        latencies[100] = requests;
        return latencies;
    }

    private static void Check(RolloutPlan plan, RolloutState before, RolloutState after, Happening cause)
    {
        Assert.InRange(after.Weight, 0, 100);
        var ofStep = plan.Steps.ElementAtOrDefault(after.Step)?.Weight ?? 0;
        Assert.Equal(after.Phase switch
        {
            RolloutPhase.Pending or RolloutPhase.Aborted or RolloutPhase.RolledBack => 0,
            RolloutPhase.Promoting or RolloutPhase.Completed => 100,
            _ => ofStep,
        }, after.Weight);
        if (cause is not (Happening.PromoteFull or Happening.ReloadSteps))
            Assert.True(after.Step <= before.Step + 1, $"step {before.Step} -> {after.Step} by {cause}");
        if (after.Phase != RolloutPhase.Paused)
            Assert.Null(after.Pause);
    }

    private static RolloutPlan Plan(params int[] weights) => Given.Plan(o =>
    {
        foreach (var weight in weights)
        {
            o.Steps.Add(new() { SetWeight = weight });
            o.Steps.Add(new() { Pause = new() { Duration = weight == 30 ? null : Minute * 5 } });
            o.Steps.Add(new() { Analyze = new() });
        }

        o.Analysis.InconclusiveLimit = 0;
    });

    private static RolloutPlan Plan(RolloutPlan like, Action<AnalysisOptions> change) => Given.Plan(o =>
    {
        foreach (var step in like.Steps)
        {
            o.Steps.Add(step.Kind switch
            {
                RolloutStepKind.Set => new() { SetWeight = step.Weight },
                RolloutStepKind.Pause => new() { Pause = new() { Duration = step.Duration } },
                _ => new() { Analyze = new() },
            });
        }

        o.Analysis.InconclusiveLimit = 0;
        change(o.Analysis);
    });
}

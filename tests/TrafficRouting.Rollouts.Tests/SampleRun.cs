namespace TrafficRouting.Rollouts.Tests;

/// <summary>Drives the state machine through a rollout by hand.</summary>
internal sealed class SampleRun(RolloutPlan plan)
{
    public DateTimeOffset Now { get; private set; } = Given.Start;

    public RolloutState State { get; set; } = RolloutMachine.Begin(plan, Given.Start);

    public SampleRun Settle()
    {
        RolloutState before;
        do
        {
            before = State;
            State = RolloutMachine.Next(plan, State, new RolloutInput.Tick(), Now);
        }
        while (!ReferenceEquals(before, State));
        return this;
    }

    public SampleRun Wait(TimeSpan time)
    {
        Now += time;
        return Settle();
    }

    public SampleRun Ask(RolloutCommand command)
    {
        Assert.Null(RolloutMachine.Refusal(State, command));
        State = RolloutMachine.Next(plan, State, new RolloutInput.Command(command), Now);
        return this;
    }

    /// <summary>Lets one interval pass in which both backends answer so.</summary>
    public SampleRun Interval(BackendWindow canary, BackendWindow stable) => Interval(new Stratum(canary, stable));

    /// <summary>Lets one interval pass in which both backends answer so, on the route and on a header route.</summary>
    public SampleRun Interval(params Stratum[] strata)
    {
        var from = Now;
        Now += plan.Analysis.Interval;
        State = RolloutMachine.Next(plan, State, Given.Observed(new RolloutWindow(from, Now, [.. strata])), Now);
        return Settle();
    }

    public SampleRun Good() => Interval(Given.Backend(200, 1), Given.Backend(800, 4));

    public SampleRun Bad() => Interval(Given.Backend(200, 100), Given.Backend(800, 4));

    public SampleRun Quiet() => Interval(Given.Backend(3, 0), Given.Backend(5, 0));

    /// <summary>Little traffic, all of which fails on the canary.</summary>
    public SampleRun Dead() => Interval(Given.Backend(4, 4), Given.Backend(36, 0));

    public SampleRun Outage() => Interval(Given.Backend(200, 150), Given.Backend(800, 600));

    public RolloutState UntilFirstMeasurement() => Settle().Good().State;
}

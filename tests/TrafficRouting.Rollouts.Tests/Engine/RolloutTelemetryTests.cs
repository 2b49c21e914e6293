using TrafficRouting.TestKit;

namespace TrafficRouting.Rollouts.Tests.Engine;

public sealed class RolloutTelemetryTests
{
    [Fact]
    public async Task Instruments_ThroughARollout_TellWeightPhaseTransitionsAndMeasurements()
    {
        using var process = new RolloutHarness();
        using var weights = process.Meters.Collect<double>("traffic_routing.rollout.weight");
        using var phases = process.Meters.Collect<int>("traffic_routing.rollout.phase");
        using var transitions = process.Meters.Collect<long>("traffic_routing.rollout.transitions");
        using var measurements = process.Meters.Collect<long>("traffic_routing.rollout.measurements");

        await process.StartAsync();
        process.Bad();
        weights.RecordObservableInstruments();
        phases.RecordObservableInstruments();

        Assert.Equal(["0 rollout.name=reviews"], weights.Readings());
        Assert.Contains("1 rollout.name=reviews rollout.phase=RolledBack", phases.Readings());
        Assert.Contains("0 rollout.name=reviews rollout.phase=Analyzing", phases.Readings());
        Assert.Contains("1 rollout.from=Analyzing rollout.name=reviews rollout.to=RolledBack", transitions.Readings());
        Assert.Contains("1 rollout.name=reviews rollout.verdict=Failed", measurements.Readings());
    }

    [Fact]
    public async Task Transitioned_HandlerThrows_TheRolloutGoesOn()
    {
        using var process = new RolloutHarness();
        process.Controller.Transitioned += (_, _) => throw new InvalidOperationException();

        await process.StartAsync();
        process.Good();

        Assert.Equal((RolloutPhase.Analyzing, 40), (process.Phase, process.Status.State!.Weight));
    }
}

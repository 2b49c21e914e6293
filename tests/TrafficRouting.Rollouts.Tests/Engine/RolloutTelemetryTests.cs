using System.Diagnostics.Metrics;

namespace TrafficRouting.Rollouts.Tests.Engine;

public sealed class RolloutTelemetryTests
{
    [Fact]
    public async Task Instruments_ThroughARollout_TellWeightPhaseTransitionsAndMeasurements()
    {
        using var process = new RolloutHarness();
        var seen = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == "TrafficRouting" && instrument.Meter.Scope == process.Meters)
                    l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((i, value, tags, _) => seen.Add(Describe(i, value, tags)));
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => seen.Add(Describe(i, value, tags)));
        listener.Start();

        await process.StartAsync();
        process.Bad();
        listener.RecordObservableInstruments();

        Assert.Contains("traffic_routing.rollout.weight 0 rollout=reviews", seen);
        Assert.Contains("traffic_routing.rollout.phase 1 rollout=reviews phase=RolledBack", seen);
        Assert.Contains("traffic_routing.rollout.phase 0 rollout=reviews phase=Analyzing", seen);
        Assert.Contains("traffic_routing.rollout.transitions 1 rollout=reviews from=Analyzing to=RolledBack", seen);
        Assert.Contains("traffic_routing.rollout.measurements 1 rollout=reviews verdict=Failed", seen);
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

    private static string Describe<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = $"{instrument.Name} {value}";
        foreach (var (key, tag) in tags)
            text += $" {key}={tag}";
        return text;
    }
}

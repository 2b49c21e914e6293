using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Mirroring;

/// <summary>What became of the copies of one container, by its counters.</summary>
internal sealed class MirrorOutcomes(IMeterFactory meters) : IDisposable
{
    private readonly MetricCollector<long> _copies = meters.Collect<long>("traffic_routing.mirror.requests");
    private readonly MetricCollector<double> _durations = meters.Collect<double>("traffic_routing.mirror.duration");
    private readonly MetricCollector<long> _comparisons = meters.Collect<long>("traffic_routing.mirror.comparisons");

    public int this[string outcome] => Copies().Count(m => (string?)m.Tags["traffic_routing.outcome"] == outcome);

    /// <summary>Gets the outcomes of a backend, such as <c>dropped 3, sent 1</c>.</summary>
    public string Of(string backend) => Describe(_copies, backend, "traffic_routing.outcome");

    public string Durations(string backend) => Describe(_durations, backend, "traffic_routing.outcome");

    public string Comparisons(string backend) => Describe(_comparisons, backend, "traffic_routing.result");

    /// <summary>Waits until as many copies as given have come to their end, and not one more.</summary>
    public async Task WaitForAsync(int sum)
    {
        await ReachedAsync(null, sum);
        Assert.Equal(sum, Copies().Count);
    }

    /// <summary>Waits until as many copies for one backend as given have come to their end.</summary>
    public async Task ReachedAsync(string? backend, int sum)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(MirroringTest.Patience);
        while (Copies() is var seen && sum - seen.Count(m => backend is null || (string?)m.Tags["traffic_routing.backend"] == backend) is > 0 and var missing)
            await _copies.WaitForMeasurementsAsync(seen.Count + missing, patience.Token);
    }

    /// <summary>Reads an observable instrument.</summary>
    public long Observe(string instrument)
    {
        using var observed = meters.Collect<long>(instrument);
        observed.RecordObservableInstruments();
        return observed.GetMeasurementSnapshot().Sum(m => m.Value);
    }

    public void Dispose()
    {
        _copies.Dispose();
        _durations.Dispose();
        _comparisons.Dispose();
    }

    private IReadOnlyList<CollectedMeasurement<long>> Copies() => _copies.GetMeasurementSnapshot();

    private static string Describe<T>(MetricCollector<T> collector, string backend, string tag)
        where T : struct => string.Join(", ", collector.GetMeasurementSnapshot()
            .Where(m => (string?)m.Tags["traffic_routing.backend"] == backend)
            .CountBy(m => (string)m.Tags[tag]!)
            .OrderBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => $"{c.Key} {c.Value}"));
}

using BenchmarkDotNet.Attributes;
using TrafficRouting.Benchmarks.Goals;

namespace TrafficRouting.Benchmarks.Selection;

/// <summary>Whether a second thread picking from the same table slows the first; wants two idle cores.</summary>
[Goal("goal 1: pick beside a second thread / alone", Of = nameof(Pick), Where = "Others=1", Per = nameof(Pick), PerWhere = "Others=0", Contended = true, AtMost = 1.1)]
public class SecondThreadBenchmarks
{
    private const int Count = 1024;

    private readonly WeightedPicker _picker = WeightedPicker.Create([90, 10]);
    private Neighbours _neighbours = null!;

    [Params(0, 1)]
    public int Others { get; set; }

    [GlobalSetup]
    public void Setup() => _neighbours = new(Others, () => Pick());

    [GlobalCleanup]
    public void Cleanup() => _neighbours.Stop();

    [Benchmark(Description = "WeightedPicker.Pick", OperationsPerInvoke = Count)]
    public int Pick() => Picks.Take(_picker, Count);
}

using BenchmarkDotNet.Attributes;
using TrafficRouting.Benchmarks.Goals;
using TrafficRouting.Benchmarks.Selection.Peers;

namespace TrafficRouting.Benchmarks.Selection;

/// <summary>What one weighted choice costs, beside the draw it cannot do without and beside what is used today.</summary>
[MemoryDiagnoser]
[Goal("goal 1: pick / bare draw", Of = nameof(Pick), Per = nameof(Draw), AtMost = 2)]
[Goal("goal 1: pick / Random.Shared.NextInt64", Of = nameof(Pick), Per = nameof(RandomShared), AtMost = 1.25)]
[Goal("goal 1: pick among 1000 / among 2", Of = nameof(Pick), Where = "N=1000", Per = nameof(Pick), PerWhere = "N=2", AtMost = 1.1)]
[Goal("goal 1: pick", Of = nameof(Pick), Bytes = 0)]
[Goal("goal 1: select", Of = nameof(Select), Bytes = 0)]
public class PickBenchmarks
{
    // In a loop, since a call costs more than a pick.
    private const int Count = 1024;

    private WeightedPicker _picker = null!;
    private SelectionPolicy _policy = null!;
    private LinearScan _linear = null!;

    [Params(2, 10, 100, 1000)]
    public int N { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = RandomSource.Create(1);
        var weights = Enumerable.Range(0, N).Select(_ => 1 + (int)(random.NextUInt64() % 100)).ToArray();
        if (N == 2)
            weights = [50, 50];
        _picker = WeightedPicker.Create(weights);
        _policy = SelectionPolicy.Random(weights);
        _linear = new(weights);
    }

    [Benchmark(Description = "bare thread-local draw", OperationsPerInvoke = Count, Baseline = true)]
    public ulong Draw() => BareDraws.Take(Count);

    [Benchmark(Description = "Random.Shared.NextInt64", OperationsPerInvoke = Count)]
    public long RandomShared()
    {
        var sum = 0L;
        for (var i = 0; i < Count; i++)
            sum += Random.Shared.NextInt64();
        return sum;
    }

    [Benchmark(Description = "WeightedPicker.Pick", OperationsPerInvoke = Count)]
    public int Pick() => Picks.Take(_picker, Count);

    [Benchmark(Description = "SelectionPolicy.Random", OperationsPerInvoke = Count)]
    public int Select()
    {
        var sum = 0;
        for (var i = 0; i < Count; i++)
            sum += _policy.Select(RandomSource.Shared, default);
        return sum;
    }

    [Benchmark(Description = "Random.Shared + linear scan", OperationsPerInvoke = Count)]
    public int Linear()
    {
        var sum = 0;
        for (var i = 0; i < Count; i++)
            sum += _linear.Pick();
        return sum;
    }
}

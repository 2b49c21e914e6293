using BenchmarkDotNet.Attributes;
using TrafficRouting.Benchmarks.Goals;
using TrafficRouting.Benchmarks.Selection.Peers;

namespace TrafficRouting.Benchmarks.Selection;

/// <summary>What taking turns costs beside the one interlocked increment it cannot do without, alone and contended.</summary>
[MemoryDiagnoser]
[Goal("goal 2: round robin / Interlocked.Increment", Of = nameof(RoundRobin), Where = "Others=0", Per = nameof(Increment), AtMost = 2)]
[Goal("goal 2: round robin / Interlocked.Increment, contended", Of = nameof(RoundRobin), Where = "Others=1", Per = nameof(Increment), Contended = true, AtMost = 1)]
[Goal("goal 2: round robin", Of = nameof(RoundRobin), Where = "Others=0", Bytes = 0)]
public class RoundRobinBenchmarks
{
    private const int Picks = 1024;

    private readonly SelectionPolicy _policy = SelectionPolicy.RoundRobin([70, 20, 10]);
    private readonly LockedSmoothRoundRobin _locked = new([70, 20, 10]);
    private PaddedCounter _counter;
    private Neighbours _neighbours = null!;

    [Params(0, 1)]
    public int Others { get; set; }

    [GlobalSetup(Target = nameof(Increment))]
    public void ContendIncrement() => _neighbours = new(Others, () => Increment());

    [GlobalSetup(Target = nameof(RoundRobin))]
    public void ContendRoundRobin() => _neighbours = new(Others, () => RoundRobin());

    [GlobalSetup(Target = nameof(Locked))]
    public void ContendLocked() => _neighbours = new(Others, () => Locked());

    [GlobalCleanup]
    public void Cleanup() => _neighbours.Stop();

    [Benchmark(Description = "Interlocked.Increment", OperationsPerInvoke = Picks, Baseline = true)]
    public ulong Increment()
    {
        var last = 0UL;
        for (var i = 0; i < Picks; i++)
            last = Interlocked.Increment(ref _counter.Value);
        return last;
    }

    [Benchmark(Description = "SelectionPolicy.RoundRobin", OperationsPerInvoke = Picks)]
    public int RoundRobin()
    {
        var sum = 0;
        for (var i = 0; i < Picks; i++)
            sum += _policy.Select(RandomSource.Shared, default);
        return sum;
    }

    [Benchmark(Description = "locked smooth round robin", OperationsPerInvoke = Picks)]
    public int Locked()
    {
        var sum = 0;
        for (var i = 0; i < Picks; i++)
            sum += _locked.Pick();
        return sum;
    }
}

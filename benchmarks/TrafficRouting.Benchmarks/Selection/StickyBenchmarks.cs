using BenchmarkDotNet.Attributes;
using Microsoft.FeatureManagement;
using Microsoft.FeatureManagement.FeatureFilters;
using TrafficRouting.Benchmarks.Goals;
using TrafficRouting.Benchmarks.Selection.Peers;

namespace TrafficRouting.Benchmarks.Selection;

/// <summary>What tying a caller to a backend costs, for keys of 36 characters such as user ids.</summary>
[MemoryDiagnoser]
[Goal("goal 3: sticky among 2 / bare draw", Of = nameof(StickyOfTwo), Per = nameof(Draw), AtMost = 30)]
[Goal("goal 3: SHA256.HashData / sticky among 2", Of = nameof(Sha256), Per = nameof(StickyOfTwo), AtLeast = 15)]
[Goal("goal 3: FeatureManagement targeting / sticky among 2", Of = nameof(FeatureManagement), Per = nameof(StickyOfTwo), AtLeast = 25)]
[Goal("goal 3: sticky", Of = nameof(StickyOfTwo), Bytes = 0)]
public class StickyBenchmarks
{
    private const int Picks = 1024;

    private readonly SelectionPolicy _two = SelectionPolicy.Sticky([90, 10], ["stable", "canary"], "reviews/default");
    private readonly SelectionPolicy _ten = SelectionPolicy.Sticky(
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"], "reviews/default");

    private readonly string[] _users = Users();
    private readonly IVariantFeatureManager _features = TargetedFeature.Create("Beta", percent: 10);

    [Benchmark(Description = "bare thread-local draw", OperationsPerInvoke = Picks, Baseline = true)]
    public ulong Draw() => BareDraws.Take(Picks);

    [Benchmark(Description = "SelectionPolicy.Sticky, 2 backends", OperationsPerInvoke = Picks)]
    public int StickyOfTwo() => Select(_two);

    [Benchmark(Description = "SelectionPolicy.Sticky, 10 backends", OperationsPerInvoke = Picks)]
    public int StickyOfTen() => Select(_ten);

    [Benchmark(Description = "SHA256.HashData percentile", OperationsPerInvoke = Picks)]
    public double Sha256()
    {
        var sum = 0d;
        foreach (var user in _users)
            sum += Sha256Percentile.OneShot(user);
        return sum;
    }

    [Benchmark(Description = "FeatureManagement targeting", OperationsPerInvoke = Picks)]
    public double FeatureManagement()
    {
        var sum = 0d;
        foreach (var user in _users)
            sum += _features.IsEnabledAsync("Beta", new TargetingContext { UserId = user }).AsTask().GetAwaiter().GetResult() ? 1 : 0;
        return sum;
    }

    private static string[] Users()
    {
        var random = RandomSource.Create(1);
        Guid NextGuid()
        {
            Span<byte> bytes = stackalloc byte[16];
            BitConverter.TryWriteBytes(bytes, random.NextUInt64());
            BitConverter.TryWriteBytes(bytes[8..], random.NextUInt64());
            return new(bytes);
        }

        return [.. Enumerable.Range(0, Picks).Select(_ => NextGuid().ToString())];
    }

    private int Select(SelectionPolicy policy)
    {
        var sum = 0;
        foreach (var user in _users)
            sum += policy.Select(RandomSource.Shared, user);
        return sum;
    }
}

using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TrafficRouting.TestKit;

namespace TrafficRouting.Cli.Tests.Comparing;

public sealed class TableComparisonTests
{
    [Property(MaxTest = 120, StartSize = 1, EndSize = 1)]
    public Property Compare_RandomTables_CoversEveryRequestThatIsDecidedOtherwise() => Prop.ForAll(RandomTable.Pair.ToArbitrary(), Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), (pair, seed) =>
    {
        if (TrafficRoutingOptionsValidator.Inspect(pair.Old).Concat(TrafficRoutingOptionsValidator.Inspect(pair.New)).Any(f => f.Severity is FindingSeverity.Error))
            return;
        var (old, @new) = (RouteTable.Compile(pair.Old), RouteTable.Compile(pair.New));

        var found = TableComparison.Compare(old, @new);

        Assert.Empty(found.Sampled);
        var random = new Random(seed);
        for (var i = 0; i < 80; i++)
        {
            var request = RandomTable.Request(random);
            var services = CalledServices.Of(old, @new, request.Host);
            var probes = found.Differences.SelectMany(d => d.Probes).Where(p => p.Covers(in request, services)).ToList();
            var (was, becomes) = (Fate(old, request), Fate(@new, request));
            Assert.True((was != becomes) == (probes.Count == 1), $"{request}\n{was}\n{becomes}\n{probes.Count} probes\n{TrafficRoutingOptions.Shape.Write(pair.Old)}\n{TrafficRoutingOptions.Shape.Write(pair.New)}");
        }
    });

    [Fact]
    public void RandomTables_AreMostlyValidAndDiffer()
    {
        var pairs = Enumerable.Range(0, 60).Select(seed => RandomTable.Draw(new(seed))).ToList();
        var valid = pairs.Where(p => !TrafficRoutingOptionsValidator.Inspect(p.Old).Concat(TrafficRoutingOptionsValidator.Inspect(p.New)).Any(f => f.Severity is FindingSeverity.Error)).ToList();

        Assert.True(valid.Count > 30, $"{valid.Count} are valid");
        Assert.True(valid.Count(p => TableComparison.Compare(RouteTable.Compile(p.Old), RouteTable.Compile(p.New)).Any) > valid.Count / 2);
    }

    // All that a request meets, told by what the engine itself says of it.
    private static string Fate(RouteTable table, TestRequest request)
    {
        var taken = table.Explain(in request);
        if (taken.Route is not { } route)
            return taken.Service is { Options.Unmatched: UnmatchedBehavior.NotFound } && taken.OtherPort is null ? $"404 {taken.Service}" : "-";
        var total = route.Backends.Sum(b => b.Weight);
        var path = table.Decide(in request, RandomSource.Create(1))!.Path.Prefix;
        return string.Join(' ',
        [
            route.ToString(),
            .. route.Backends.Select(b => $"{b.Backend.Name}={(double)b.Weight / total} {BackendOptions.Shape.Write(b.Backend.Options)}"),
            .. route.Mirrors.Select(m => $"{m.Backend.Name} {MirrorOptions.Shape.Write(m.Options)} {BackendOptions.Shape.Write(m.Backend.Options)}"),
            route.Options.Rewrite is { } rewrite ? $"{RewriteOptions.Shape.Write(rewrite)} {path}" : "",
            route.Options.DirectResponse is { } response ? $"{DirectResponseOptions.Shape.Write(response)}" : "",
        ]);
    }
}

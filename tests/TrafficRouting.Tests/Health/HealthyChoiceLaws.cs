using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TrafficRouting.Testing;
using TrafficRouting.TestKit;

namespace TrafficRouting.Tests.Health;

/// <summary>What becomes of a split while some of its backends are ejected, for any weights and any of them.</summary>
public sealed class HealthyChoiceLaws
{
    private static readonly Gen<(int[] Weights, int Dead)> Splits = Gen.Choose(2, 6)
        .SelectMany(n => Gen.Choose(0, 12).ArrayOf(n).Where(w => w.Any(x => x > 0)))
        .Zip(Gen.Choose(0, 63), (weights, dead) => (weights, dead));

    [Property]
    public Property RoundRobin_AnyHealthySubset_HoldsEachExactlyByItsWeight() => Prop.ForAll(Splits.ToArbitrary(), split =>
    {
        var router = Router(split.Weights, r => r.Selection = SelectionNames.RoundRobin);
        Eject(router, split);
        var expected = Expected(split);
        var counts = new int[split.Weights.Length];
        var request = new TestRequest("GET", "http://reviews/");
        for (var i = 0; i < expected.Sum(); i++)
            counts[IndexOf(router.Decide(in request)!)]++;
        Assert.Equal(expected, counts);
    });

    [Property]
    public Property Sticky_AnyHealthySubset_MovesOnlyTheEjectedOnesCallersAndBringsThemBack() => Prop.ForAll(Splits.ToArbitrary(), split =>
    {
        var clock = new FakeClock();
        var router = Router(split.Weights, r => r.Sticky = new() { Header = "x-user" }, clock);
        var before = Choices(router);
        Eject(router, split);
        var expected = Expected(split);
        var during = Choices(router);
        for (var i = 0; i < before.Length; i++)
            Assert.True(expected[before[i]] > 0 ? during[i] == before[i] : expected[during[i]] > 0);
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(before, Choices(router));
    });

    [Property]
    public Property HealthyWeights_AnySubsetAndSlowStart_KeepTheRatioOfTheWholeOnes() => Prop.ForAll(Splits.ToArbitrary(), split =>
    {
        var clock = new FakeClock();
        var router = Router(split.Weights, _ => { }, clock, TimeSpan.FromSeconds(100));
        Eject(router, split);
        clock.Advance(TimeSpan.FromSeconds(30));
        var health = router.Table.Services[0].Routes[0].Backends.Select(b => b.Backend.Health).ToArray();
        var weights = HealthyWeights.Of(split.Weights, health);
        var isAnyBack = split.Weights.Where((w, i) => w > 0 && IsDead(split, i)).Any();
        Assert.Equal(isAnyBack, weights is not null);
        for (var i = 0; i < split.Weights.Length; i++)
            Assert.Equal(IsDead(split, i) ? split.Weights[i] : split.Weights[i] * 10, weights?[i] ?? split.Weights[i] * (IsDead(split, i) ? 1 : 10));
        clock.Advance(TimeSpan.FromSeconds(90));
        Assert.Null(HealthyWeights.Of(split.Weights, health));
    });

    [Fact]
    public void Eject_MoreThanMaxEjectedShare_LeavesOutTheFirstAlone()
    {
        var router = Router([1, 1, 1, 1], r => r.Selection = SelectionNames.RoundRobin, share: 0.5);
        Eject(router, ([1, 1, 1, 1], 0b0111));
        Assert.Equal([2, 3], Seen(router, 100).Order());
    }

    [Fact]
    public void Eject_ReloadOfOtherWeights_StaysLeftOut()
    {
        var router = Router([1, 1], r => r.Selection = SelectionNames.RoundRobin);
        Eject(router, ([1, 1], 0b01));
        router.SetOverlay(new() { Owner = "test", Service = "reviews", Route = "all", Weights = new Dictionary<string, int> { ["b0"] = 3, ["b1"] = 2 } });
        Assert.Equal([1], Seen(router, 20));
    }

    [Fact]
    public void Guard_EjectedBackend_ComesBackAndIsNeverEjectedAgain()
    {
        var router = Router([1, 1], r => r.Selection = SelectionNames.RoundRobin);
        Eject(router, ([1, 1], 0b01));
        var crossed = 0;
        router.Health.Guard(new("rollout", "b1", "b0", () => crossed++));
        Eject(router, ([1, 1], 0b01));
        Assert.Equal(1, crossed);
        Assert.Equal([0, 1], Seen(router, 20).Order());
        router.Health.Release("rollout");
        Eject(router, ([1, 1], 0b01));
        Assert.Equal([1], Seen(router, 20));
    }

    [Fact]
    public void Return_FirstFailureAfterIt_EjectsForTwiceAsLong()
    {
        var clock = new FakeClock();
        var router = Router([1, 1], r => r.Selection = SelectionNames.RoundRobin, clock);
        Eject(router, ([1, 1], 0b01));
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal([0, 1], Seen(router, 20).Order());
        router.Table.Backends["b0"].Health!.Note(isFailure: true);
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal([1], Seen(router, 20));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([0, 1], Seen(router, 20).Order());
    }

    [Fact]
    public void Decide_WhileOneIsEjected_AllocatesNothing()
    {
        var router = Router([1, 1, 1], _ => { });
        Eject(router, ([1, 1, 1], 0b001));
        var request = new TestRequest("GET", "http://reviews/");
        Assert.Equal(0, Allocations.Of(() => router.Decide(in request)));
    }

    private static TrafficRouter Router(int[] weights, Action<RouteOptions> configure, FakeClock? clock = null, TimeSpan? slowStart = null, double share = 1)
    {
        var options = new TrafficRoutingOptions();
        var route = new RouteOptions();
        configure(route);
        for (var i = 0; i < weights.Length; i++)
        {
            options.Backends[$"b{i}"] = new() { Address = $"http://b{i}.test", Health = new() { MaxEjectedShare = share, SlowStart = slowStart } };
            route.Weights[$"b{i}"] = weights[i];
        }

        options.Services["reviews"] = new() { Hosts = { "reviews" }, Routes = { ["all"] = route } };
        return new(options, timeProvider: clock ?? new FakeClock());
    }

    private static void Eject(TrafficRouter router, (int[] Weights, int Dead) split)
    {
        for (var i = 0; i < split.Weights.Length; i++)
        {
            for (var n = 0; IsDead(split, i) && n < 5; n++)
                router.Table.Backends[$"b{i}"].Health!.Note(isFailure: true);
        }
    }

    private static bool IsDead((int[] Weights, int Dead) split, int i) => (split.Dead >> i & 1) != 0;

    // All dead: as configured. Divided as round robin does.
    private static int[] Expected((int[] Weights, int Dead) split)
    {
        var healthy = split.Weights.Select((w, i) => IsDead(split, i) ? 0 : w).ToArray();
        var inForce = healthy.Sum() == 0 ? split.Weights : healthy;
        var divisor = inForce.Aggregate(0, WeightLimits.GreatestCommonDivisor);
        return [.. inForce.Select(w => w / divisor)];
    }

    private static int[] Choices(TrafficRouter router) => [.. Enumerable.Range(0, 60).Select(i =>
    {
        var request = new TestRequest("GET", "http://reviews/", ("x-user", $"user-{i}"));
        return IndexOf(router.Decide(in request)!);
    })];

    private static HashSet<int> Seen(TrafficRouter router, int requests) => Enumerable.Range(0, requests).Select(_ =>
    {
        var request = new TestRequest("GET", "http://reviews/");
        return IndexOf(router.Decide(in request)!);
    }).ToHashSet();

    private static int IndexOf(RouteDecision decision) => decision.Backend!.Name[1] - '0';
}

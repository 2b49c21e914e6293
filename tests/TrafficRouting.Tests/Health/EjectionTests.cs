using TrafficRouting.Testing;
using TrafficRouting.TestKit;

namespace TrafficRouting.Tests.Health;

/// <summary>How long an ejection lasts, and how the weight comes back.</summary>
public sealed class EjectionTests
{
    [Fact]
    public void Ejections_ThatFollowOneAnother_LastLongerUpToTheMost()
    {
        var clock = new FakeClock();
        var router = Router(clock, new() { EjectionTime = TimeSpan.FromSeconds(30), MaxEjectionTime = TimeSpan.FromSeconds(80) });
        Fail(router, 5);
        foreach (var seconds in (int[])[30, 60, 80, 80])
        {
            clock.Advance(TimeSpan.FromSeconds(seconds - 1));
            Assert.Equal(0, Share(router));
            clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(50, Share(router));
            Fail(router, 1);
        }
    }

    [Fact]
    public void Ejections_AfterAsLongWithoutOneAsTheMost_BeginAnew()
    {
        var clock = new FakeClock();
        var router = Router(clock, new() { EjectionTime = TimeSpan.FromSeconds(30), MaxEjectionTime = TimeSpan.FromSeconds(80) });
        Fail(router, 5);
        clock.Advance(TimeSpan.FromSeconds(30));
        clock.Advance(TimeSpan.FromSeconds(80));
        Fail(router, 1);
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(50, Share(router));
    }

    [Fact]
    public void Return_AfterASuccess_TakesAllFailuresInARowAgain()
    {
        var clock = new FakeClock();
        var router = Router(clock, new());
        Fail(router, 5);
        clock.Advance(TimeSpan.FromSeconds(30));
        Health(router).Note(isFailure: false);
        Fail(router, 4);
        Assert.Equal(50, Share(router));
        Fail(router, 1);
        Assert.Equal(0, Share(router));
    }

    [Fact]
    public void SlowStart_AfterAnEjection_GivesTheWeightBackInTenSteps()
    {
        var clock = new FakeClock();
        var router = Router(clock, new() { SlowStart = TimeSpan.FromSeconds(100) });
        Fail(router, 5);
        clock.Advance(TimeSpan.FromSeconds(30));
        for (var tenths = 1; tenths <= 10; tenths++)
        {
            // One part of so many, exactly, over whole cycles of its turns.
            Assert.Equal(tenths, Share(router, requests: 10 + tenths));
            clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(50, Share(router));
    }

    [Fact]
    public void SlowStart_FailureWithinIt_EjectsAgain()
    {
        var clock = new FakeClock();
        var router = Router(clock, new() { SlowStart = TimeSpan.FromSeconds(100) });
        Fail(router, 5);
        clock.Advance(TimeSpan.FromSeconds(50));
        Fail(router, 1);
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(0, Share(router));
    }

    [Fact]
    public void Reload_TakesTheBackendOut_ForgetsItsEjection()
    {
        var clock = new FakeClock();
        var router = Router(clock, new());
        var changes = new List<HealthChange>();
        router.Health.TryListen(changes.Add);
        Fail(router, 5);
        router.Update(Options(new() { ConsecutiveFailures = 7 }));
        Assert.Equal(50, Share(router));
        clock.Advance(TimeSpan.FromMinutes(10));
        // What is no more does not come back.
        Assert.Equal(TimeSpan.FromSeconds(30), Assert.Single(changes).EjectedFor);
    }

    [Fact]
    public void Reload_WhileRequestsAreUnderWay_IgnoresWhatTheirTargetFailsBy()
    {
        var router = Router(new FakeClock(), new());
        var changes = new List<HealthChange>();
        router.Health.TryListen(changes.Add);
        var before = Health(router);
        router.Update(Options(new() { ConsecutiveFailures = 7 }));
        for (var i = 0; i < 5; i++)
            before.Note(isFailure: true);
        Assert.Empty(changes);
        Assert.Empty(router.Health.List());
    }

    [Fact]
    public void Guard_OfAnEjectedBackend_TellsThatItIsBack()
    {
        var router = Router(new FakeClock(), new());
        var changes = new List<HealthChange>();
        router.Health.TryListen(changes.Add);
        Fail(router, 5);
        router.Health.Guard(new("rollout", "b", "a", () => { }));
        Assert.Equal([TimeSpan.FromSeconds(30), null], changes.Select(c => c.EjectedFor));
    }

    private static TrafficRouter Router(FakeClock clock, HealthOptions health) => new(Options(health), timeProvider: clock);

    private static TrafficRoutingOptions Options(HealthOptions health) => new()
    {
        Backends = { ["a"] = new() { Address = "http://a", Health = health }, ["b"] = new() { Address = "http://b" } },
        Services = { ["s"] = new() { Hosts = { "s" }, Routes = { ["all"] = new() { Weights = { ["a"] = 1, ["b"] = 1 }, Selection = SelectionNames.RoundRobin } } } },
    };

    private static TargetHealth Health(TrafficRouter router) => router.Table.Backends["a"].Health!;

    private static void Fail(TrafficRouter router, int times)
    {
        for (var i = 0; i < times; i++)
            Health(router).Note(isFailure: true);
    }

    private static int Share(TrafficRouter router, int requests = 100) => Enumerable.Range(0, requests).Count(_ =>
    {
        var request = new TestRequest("GET", "http://s/");
        return router.Decide(in request)!.Backend!.Name == "a";
    });
}

using System.Globalization;
using TrafficRouting.TestKit;

namespace TrafficRouting.Tests.Tables.Incremental;

/// <summary>What a change costs, in bytes: those of the thread, which no other test adds to.</summary>
public sealed class ChangeCostTests
{
    private const int MiB = 1024 * 1024;

    private readonly TrafficRoutingOptions _options = Options(services: 1_000, routes: 10);

    [Fact]
    public void SetOverlay_AThousandServices_AllocatesForOne()
    {
        var router = new TrafficRouter(_options);
        var step = 0;

        Assert.InRange(Allocations.Of(() => router.SetOverlay(Canary(++step % 100)), warmup: 3, runs: 1), 1, MiB);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(router.RemoveOverlay("rollout"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, MiB);
    }

    [Fact]
    public void Accept_OneRouteOfTenThousandChanged_AllocatesThreePercentOfAFirstCompilationAtMost()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        RouteTable.Compile(_options);
        var first = GC.GetAllocatedBytesForCurrentThread() - before;
        var (router, validator) = (new TrafficRouter(new()), new RoutingValidator("TrafficRouting"));
        Load(router, validator, _options, 1);

        var changed = WithOneRouteChanged(_options, "s500");
        before = GC.GetAllocatedBytesForCurrentThread();
        Load(router, validator, changed, 2);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, first * 3 / 100);
    }

    [Fact]
    public void Accept_OneWeightOfAServiceOfManyRoutesChanged_KeepsTheIndexAndWhatTheOthersWereCompiledTo()
    {
        var options = Options(services: 1, routes: 2_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        RouteTable.Compile(options);
        var first = GC.GetAllocatedBytesForCurrentThread() - before;
        var router = new TrafficRouter(options);

        var changed = (TrafficRoutingOptions)TrafficRoutingOptions.Shape.Copy(options);
        var service = (ServiceOptions)ServiceOptions.Shape.Copy(options.Services["s0"]);
        var route = new RouteOptions { Weights = { ["v1"] = 10, ["v2"] = 90 } };
        route.Matches.Add(service.Routes["r1"].Matches[0]);
        service.Routes["r1"] = route;
        changed.Services["s0"] = service;
        before = GC.GetAllocatedBytesForCurrentThread();
        router.Update(changed);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, first * 25 / 100);
        Assert.Equal(90, router.Table.Services[0].Routes.Single(r => r.Name == "r1").Backends[1].Weight);
        Assert.All(router.Table.Services[0].Routes, r => Assert.Same(router.Table.Services[0], r.Service));
    }

    [Fact]
    public void Accept_ManyChanges_KeepNothingOfThePast()
    {
        var (router, validator) = (new TrafficRouter(new()), new RoutingValidator("TrafficRouting"));
        var past = Change(router, validator);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.Equal(10, past.Count(entry => entry.TryGetTarget(out _)));
    }

    [Fact]
    public void Accept_OtherServicesAndRoutesChanged_LeavesRoundRobinWhereItWas()
    {
        var (one, other) = (new TrafficRouter(Turns(), RandomSource.Create(1)), new TrafficRouter(Turns(), RandomSource.Create(1)));
        for (var i = 0; i < 3; i++)
            Assert.Equal(Pick(one), Pick(other));

        // What follows must not move it: a change elsewhere, an overlay elsewhere, a new route of its own service.
        one.Accept(WithOneRouteChanged(one.Table.Options, "s1"), _ => [], generation: 1);
        one.SetOverlay(Canary(7));
        one.Accept(WithOneRouteChanged(one.Table.Options, "s0"), _ => [], generation: 2);

        for (var i = 0; i < 20; i++)
            Assert.Equal(Pick(other), Pick(one));

        static string? Pick(TrafficRouter router) => router.Decide(new TestRequest("GET", "http://s0.example/"))?.Backend?.Name;

        static TrafficRoutingOptions Turns()
        {
            var options = Options(services: 4, routes: 3);
            options.Services["s0"].Routes["r0"].Selection = SelectionNames.RoundRobin;
            return options;
        }
    }

    private static List<WeakReference<object>> Change(TrafficRouter router, RoutingValidator validator)
    {
        var past = new List<WeakReference<object>>();
        var options = Options(services: 10, routes: 2);
        for (var generation = 1; generation <= 1_000; generation++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"s{generation % 10}");
            options = WithOneRouteChanged(options, name);
            Load(router, validator, options, generation);
            past.Add(new(options.Services[name]));
        }

        return past;
    }

    private static void Load(TrafficRouter router, RoutingValidator validator, TrafficRoutingOptions options, long generation)
    {
        var findings = new List<Finding>();
        validator.Validate(options, findings);
        Assert.Empty(findings);
        router.Accept(options, _ => [], generation);
    }

    private static TrafficRoutingOptions WithOneRouteChanged(TrafficRoutingOptions options, string service)
    {
        var changed = (TrafficRoutingOptions)TrafficRoutingOptions.Shape.Copy(options);
        var amended = (ServiceOptions)ServiceOptions.Shape.Copy(changed.Services[service]);
        amended.Routes["r1"] = Route(1, v2: amended.Routes["r1"].Weights["v2"] + 1);
        changed.Services[service] = amended;
        return changed;
    }

    private static TrafficRoutingOptions Options(int services, int routes)
    {
        var options = new TrafficRoutingOptions().AddBackend("v1", "http://v1").AddBackend("v2", "http://v2");
        for (var s = 0; s < services; s++)
        {
            var service = new ServiceOptions { Hosts = { string.Create(CultureInfo.InvariantCulture, $"s{s}.example") } };
            for (var r = 0; r < routes; r++)
                service.Routes[string.Create(CultureInfo.InvariantCulture, $"r{r}")] = Route(r, v2: 10);
            options.Services[string.Create(CultureInfo.InvariantCulture, $"s{s}")] = service;
        }

        return options;
    }

    private static RouteOptions Route(int number, int v2)
    {
        var route = new RouteOptions { Weights = { ["v1"] = 90, ["v2"] = v2 } };
        if (number > 0)
            route.AddMatch(match => match.WithHeader("x-tenant", string.Create(CultureInfo.InvariantCulture, $"t{number}")));
        return route;
    }

    private static RouteOverlay Canary(int weight) => new()
    {
        Owner = "rollout",
        Service = "s3",
        Route = "r1",
        Weights = new Dictionary<string, int> { ["v1"] = 100 - weight, ["v2"] = weight },
    };
}

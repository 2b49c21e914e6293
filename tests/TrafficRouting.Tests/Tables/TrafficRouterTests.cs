using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using TrafficRouting.TestKit;

namespace TrafficRouting.Tests.Tables;

public sealed class TrafficRouterTests
{
    private static readonly TestRequest Request = new("GET", "http://reviews/");

    [Fact]
    public void Update_ValidOptions_SwapsTheTableAndTells()
    {
        var router = new TrafficRouter(Given.Routes(("all", Given.To("v1"))));
        var told = 0;
        router.TableChanged += (_, _) => told++;

        router.Update(Given.Routes(("all", Given.To("v2"))));

        Assert.Equal("v2", router.Decide(in Request)?.Backend?.Name);
        Assert.Equal(1, told);
    }

    [Fact]
    public void Update_InvalidOptions_KeepsTheTableInForce()
    {
        var router = new TrafficRouter(Given.Routes(("all", Given.To("v1"))));
        var before = router.Table;

        Assert.Throws<OptionsValidationException>(() => router.Update(Given.Routes(("all", Given.To("missing")))));

        Assert.Same(before, router.Table);
    }

    [Fact]
    public void SetOverlay_Weights_ReplaceTheConfiguredOnesUntilRemoved()
    {
        var router = new TrafficRouter(Given.Routes(("all", Given.Split(("v1", 1), ("v2", 0)))));

        router.SetOverlay(Overlay(("v1", 0), ("v2", 1)));
        Assert.Equal("v2", router.Decide(in Request)?.Backend?.Name);
        Assert.Equal("rollout", router.Table.Services[0].Routes[0].Overlay);

        Assert.True(router.RemoveOverlay("rollout"));
        Assert.Equal("v1", router.Decide(in Request)?.Backend?.Name);
        Assert.False(router.RemoveOverlay("rollout"));
    }

    [Fact]
    public void Update_WithOverlay_AppliesItAgain()
    {
        var router = new TrafficRouter(Given.Routes(("all", Given.Split(("v1", 1), ("v2", 0)))));
        router.SetOverlay(Overlay(("v1", 0), ("v2", 1)));

        router.Update(Given.Routes(("all", Given.Split(("v1", 5), ("v2", 0)))));

        Assert.Equal("v2", router.Decide(in Request)?.Backend?.Name);
    }

    [Fact]
    public void Update_OverlaidBackendGone_OverlayLiesDormantAndWakesAgain()
    {
        var router = new TrafficRouter(Given.Routes(("all", Given.Split(("v1", 1), ("v2", 0)))));
        router.SetOverlay(Overlay(("v1", 0), ("v2", 1)));
        var without = Given.Routes(("all", Given.To("v1")));
        without.Backends.Remove("v2");

        router.Update(without);
        Assert.Equal("v1", router.Decide(in Request)?.Backend?.Name);

        router.Update(Given.Routes(("all", Given.Split(("v1", 1), ("v2", 0)))));
        Assert.Equal("v2", router.Decide(in Request)?.Backend?.Name);
    }

    [Fact]
    public void SetOverlay_PriorityRoute_TakesOnlyRequestsOfItsRoute()
    {
        var router = new TrafficRouter(Given.Routes(
            ("admin", Given.To("v3", Given.Path("/admin")).At(1)),
            ("all", Given.To("v1", Given.Path("/all")).At(2))));

        router.SetOverlay(new()
        {
            Owner = "rollout",
            Service = "reviews",
            Route = "all",
            PriorityRoutes = new Dictionary<string, RouteOptions> { ["testers"] = Given.To("v2", Given.Header("x-canary", "always")) },
        });

        Assert.Equal("v1", Backend("http://reviews/all"));
        Assert.Equal("v2", Backend("http://reviews/all", ("x-canary", "always")));
        Assert.Equal("v3", Backend("http://reviews/admin", ("x-canary", "always")));
        Assert.Null(Backend("http://reviews/other", ("x-canary", "always")));
        Assert.Equal(["admin", "all", "testers"], router.Table.Services[0].Routes.Select(r => r.Name));

        string? Backend(string url, params (string, string)[] headers) =>
            router.Decide(new TestRequest("GET", url, headers))?.Backend?.Name;
    }

    [Fact]
    public void SetOverlay_TwoLeadingRoutesThatMatch_FirstWins()
    {
        var router = new TrafficRouter(Given.Routes(("all", Given.To("v1"))));

        router.SetOverlay(new()
        {
            Owner = "rollout",
            Service = "reviews",
            Route = "all",
            PriorityRoutes = new Dictionary<string, RouteOptions> { ["z"] = Given.To("v2", Given.Path("/z")), ["a"] = Given.To("v3") },
        });

        Assert.Equal(("z", "a"), (Route("/z"), Route("/a")));

        string? Route(string path) => router.Decide(new TestRequest("GET", "http://reviews" + path))?.Route?.Name;
    }

    [Fact]
    public void SetOverlay_Mirror_JoinsTheConfiguredOnes()
    {
        var route = Given.To("v1");
        route.Mirrors["v2"] = new() { Percentage = 10 };
        var router = new TrafficRouter(Given.Routes(("all", route)));

        router.SetOverlay(new()
        {
            Owner = "rollout",
            Service = "reviews",
            Route = "all",
            Mirrors = new Dictionary<string, MirrorOptions> { ["v3"] = new(), ["v2"] = new() { Percentage = 20 } },
        });

        Assert.Equal(
            [("v2", 20), ("v3", 100)],
            router.Table.Services[0].Routes[0].Mirrors.Select(m => (m.Backend.Name, m.Share.Value)));
    }

    [Theory]
    [InlineData("route")]
    [InlineData("overlay")]
    [InlineData("endpoints")]
    public void RoundRobin_OfProcessesThatStartTogether_BeginsAnywhere(string choice)
    {
        var canaries = Enumerable.Range(0, 1_000).Count(seed => First(RandomSource.Create((ulong)seed)) == "v2");

        Assert.InRange(canaries, 70, 130);

        string First(RandomSource random)
        {
            var route = choice == "route" ? Given.Split(("v1", 9), ("v2", 1)) : Given.Split(("v1", 1), ("v2", 0));
            route.Selection = SelectionNames.RoundRobin;
            var options = Given.Routes(("all", route));
            options.Backends["v3"] = new()
            {
                Selection = SelectionNames.RoundRobin,
                Endpoints = { ["v1"] = new() { Address = "http://a", Weight = 9 }, ["v2"] = new() { Address = "http://b", Weight = 1 } },
            };
            var router = new TrafficRouter(options, random);
            if (choice == "overlay")
                router.SetOverlay(Overlay(("v1", 9), ("v2", 1)));
            var backend = router.Table.Backends["v3"];
            return choice == "endpoints" ? backend.Endpoints[backend.Choice!.Select(in Request, random)].Name : router.Decide(in Request)!.Backend!.Name;
        }
    }

    [Fact]
    public void Update_RoundRobinUnderTooFineWeightsOfAnOverlay_IsRefusedWithItsPathAndKeepsBoth()
    {
        var router = new TrafficRouter(Given.Routes(("all", Given.Split(("v1", 1), ("v2", 0)))));
        router.SetOverlay(Overlay(("v1", 999_999), ("v2", 1)));
        var before = router.Table;
        var turns = Given.Split(("v1", 1), ("v2", 1));
        turns.Selection = SelectionNames.RoundRobin;

        var error = Assert.Throws<OptionsValidationException>(() => router.Update(Given.Routes(("all", turns))));

        Assert.StartsWith("TrafficRouting:Services:reviews:Routes:all:Selection: ", Assert.Single(error.Failures), StringComparison.Ordinal);
        Assert.Contains("'rollout'", error.Message, StringComparison.Ordinal);
        Assert.Same(before, router.Table);

        // The overlay is there still, and goes with coarser weights.
        router.SetOverlay(Overlay(("v1", 99), ("v2", 1)));
        router.Update(Given.Routes(("all", turns)));
        Assert.Equal([99, 1], router.Table.Services[0].Routes[0].Backends.Select(b => b.Weight));
    }

    [Fact]
    public void TableChanged_HandlerThrowing_KeepsNeitherTheTableNorTheOthersFromTheirs()
    {
        var logger = new FakeLogger<TrafficRouter>();
        var router = new TrafficRouter(Given.Routes(("all", Given.To("v1"))), logger: logger);
        var told = 0;
        router.TableChanged += (_, _) => throw new InvalidOperationException("A handler's own trouble.");
        router.TableChanged += (_, _) => told++;

        router.Update(Given.Routes(("all", Given.Split(("v1", 0), ("v2", 1)))));
        router.SetOverlay(Overlay(("v1", 1), ("v2", 0)));
        router.RemoveOverlay("rollout");

        Assert.Equal("v2", router.Decide(in Request)?.Backend?.Name);
        Assert.Equal(3, told);
        Assert.Equal(Enumerable.Repeat("A handler's own trouble.", 3), logger.Collector.GetSnapshot().Select(entry => entry.Exception!.Message));
    }

    private static RouteOverlay Overlay(params (string Backend, int Weight)[] weights) => new()
    {
        Owner = "rollout",
        Service = "reviews",
        Route = "all",
        Weights = weights.ToDictionary(w => w.Backend, w => w.Weight, StringComparer.OrdinalIgnoreCase),
    };
}

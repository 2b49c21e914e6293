using TrafficRouting.TestKit;
using TrafficRouting.Tests.Configuration;

namespace TrafficRouting.Tests.Tables;

public sealed class MetadataTests
{
    [Fact]
    public void Decide_MetadataOfServiceRouteAndBackend_IsSeenInTheDecision()
    {
        var router = new TrafficRouter(Settings.ReadValid("""
            { "TrafficRouting": {
                "Backends": { "b": { "Address": "http://b", "Metadata": { "region": "eu" } } },
                "Services": { "s": { "Hosts": [ "s" ], "Metadata": { "team": "shop", "Tier": "1" },
                    "Routes": { "all": { "Weights": { "b": 1 }, "Metadata": { "owner": "me" } } } } } } }
            """));

        var decision = router.Decide(new TestRequest("GET", "http://s/"))!;

        Assert.Equal(
            ("shop", "1", "me", "eu"),
            (decision.Service.Options.Metadata["team"], decision.Service.Options.Metadata["tier"], decision.Route!.Options.Metadata["owner"], decision.Backend!.Options.Metadata["region"]));
    }

    [Fact]
    public void SetOverlay_PriorityRoute_HasTheMetadataOfTheRouteItPrecedesBesideItsOwn()
    {
        var route = Given.To("v1");
        (route.Metadata["owner"], route.Metadata["plan"]) = ("me", "a");
        var router = new TrafficRouter(Given.Routes(("all", route)));

        router.SetOverlay(new()
        {
            Owner = "rollout",
            Service = "reviews",
            Route = "all",
            PriorityRoutes = new Dictionary<string, RouteOptions> { ["testers"] = new() { Weights = { ["v2"] = 1 }, Metadata = { ["plan"] = "b" } } },
        });

        var metadata = router.Decide(new TestRequest("GET", "http://reviews/"))!.Route!.Options.Metadata;
        Assert.Equal(("me", "b"), (metadata["owner"], metadata["plan"]));
    }
}

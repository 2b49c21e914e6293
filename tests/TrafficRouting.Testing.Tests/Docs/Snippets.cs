using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Manifests;

namespace TrafficRouting.Testing.Tests.Docs;

/// <summary>The code that docs/testing.md and the package's readme show, as far as the sample does not hold it.</summary>
internal static class Snippets
{
    public static void Manifests(IEnumerable<RouteExpectation> rows)
    {
        var manifests = TrafficManifests.Load("routing.yaml");
        Assert.DoesNotContain(manifests.Findings, f => f.Severity is FindingSeverity.Error);
        RouteTableTest.Check(manifests.Options, rows);
    }

    public static void Distribution(RouteTable table)
    {
        RouteDistribution.Of(table, "GET http://reviews/reviews/1").ShouldBe(("reviews-v1", 90), ("reviews-v2", 10));
    }

    public static async Task Readme(IConfiguration configuration)
    {
        var services = new ServiceCollection();
        services.AddTrafficRouting(configuration.GetSection("TrafficRouting"));
        services.AddHttpClient("reviews", client => client.BaseAddress = new("http://reviews")).AddTrafficRouting();
        services.AddFakeTrafficRouting(fake =>
        {
            fake.Backend("reviews-v1").Respond(200, """{ "stars": 4 }""");
            fake.Backend("reviews-v2").Respond(503).Respond(200, """{ "stars": 5 }""");   // fails once, then answers
            fake.NextPicks("reviews-v2", "reviews-v2");                                   // the canary for the call and its retry
        });

        await using var provider = services.BuildServiceProvider();
        var fake = provider.GetFakeTrafficRouting();
        // … call your own code …
        fake.ShouldHaveSent("reviews-v2", times: 2);
    }

    public static void ReadmeTable()
    {
        RouteTableTest.CheckFile("appsettings.json",
        [
            new("GET http://reviews/reviews/1") { Route = "reviews/default", Backends = new() { ["reviews-v1"] = 90, ["reviews-v2"] = 10 } },
            new("GET http://reviews/reviews/1") { Route = "reviews/jason", Headers = new() { ["end-user"] = "jason" } },
            new("GET http://elsewhere/") { Route = null },
        ]);
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting;
using TrafficRouting.Testing;

namespace UnitTesting.Tests;

/// <summary>The settings alone, without sending anything.</summary>
public sealed class RoutingTests
{
    [Fact]
    public void Routes_OfTheSettings_TakeTheRequestsTheyAreMeantFor()
    {
        RouteTableTest.CheckFile(
            "appsettings.json",
            [
                new("GET http://reviews/reviews/1")
                {
                    Route = "reviews/default",
                    Backends = new() { ["reviews-v1"] = 90, ["reviews-v2"] = 10 },
                    Mirrors = new() { ["reviews-v3"] = 100 },
                },
                new("GET http://reviews/reviews/1")
                {
                    Headers = new() { ["end-user"] = "jason" },
                    Route = "reviews/testers",
                    Backend = "reviews-v2",
                    Mirrors = [],
                },
                new("GET http://ratings/ratings/1") { Route = null },
            ]);
    }

    [Fact]
    public async Task Routes_OfTheApplication_PassTheCasesThatTheToolRuns()
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"))
            .Build();
        await using var services = new ServiceCollection().AddReviews(configuration).BuildServiceProvider();

        // The same file as in `traffic test routing-cases.yaml appsettings.json`.
        RoutingCases.Run(services.GetRequiredService<TrafficRouter>().Table, "routing-cases.yaml");
    }
}

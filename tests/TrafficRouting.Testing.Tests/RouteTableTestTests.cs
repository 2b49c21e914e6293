using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace TrafficRouting.Testing.Tests;

public sealed class RouteTableTestTests
{
    [Fact]
    public void CheckFile_EveryRowAsConfigured_Passes() => RouteTableTest.CheckFile(
        "routing.json",
        [
            new("GET http://reviews/reviews/1")
            {
                Route = "reviews/default", Backends = new() { ["reviews-v1"] = 19, ["reviews-v2"] = 1 }, Mirrors = new() { ["reviews-v3"] = 100 },
            },
            new("GET http://reviews/reviews/1") { Headers = new() { ["end-user"] = "jason" }, Route = "reviews/jason", Backend = "reviews-v2", Mirrors = [] },
            new("GET http://reviews/old/x") { Route = "reviews/old", Status = 301 },
            new("GET http://reviews/gone") { Route = "reviews/gone", Status = 500 },
            new("GET http://reviews/elsewhere") { Route = null, Status = 404 },
            new("GET http://nobody/") { Route = null },
        ]);

    [Fact]
    public void CheckFile_StickyCaller_IsBoundToOneBackend()
    {
        var bound = new[] { "reviews-v1", "reviews-v2" }.Where(backend => Passes("GET http://ratings/", backend)).ToList();

        Assert.Single(bound);

        static bool Passes(string request, string backend)
        {
            try
            {
                RouteTableTest.CheckFile("routing.json", [new(request) { Headers = new() { ["x-user"] = "alice" }, Route = "ratings/default", Backend = backend }]);
                return true;
            }
            catch (TrafficRoutingAssertionException)
            {
                return false;
            }
        }
    }

    [Fact]
    public void Check_RowsThatFail_AreReportedTogetherWithTheReasons()
    {
        var failure = Assert.Throws<TrafficRoutingAssertionException>(() => RouteTableTest.Check(
            RoutedApp.Section,
            [
                new("GET http://reviews/reviews/1") { Route = "reviews/jason" },
                new("GET http://reviews/reviews/1") { Route = "reviews/default", Backends = new() { ["reviews-v1"] = 90, ["reviews-v2"] = 10 }, Mirrors = [], Status = 200 },
                new("GET http://reviews/reviews/1") { Route = "reviews/default" },
            ]));

        Assert.StartsWith("2 of 3 requests do not go where they are expected to.", failure.Message, StringComparison.Ordinal);
        Assert.Contains("expected the route reviews/jason, but it takes the route reviews/default", failure.Message, StringComparison.Ordinal);
        Assert.Contains("end-user", failure.Message, StringComparison.Ordinal);
        Assert.Contains("expected the backends reviews-v1 90, reviews-v2 10, but they are reviews-v1 95, reviews-v2 5", failure.Message, StringComparison.Ordinal);
        Assert.Contains("expected the mirrors none, but they are reviews-v3 100", failure.Message, StringComparison.Ordinal);
        Assert.Contains("expected the answer 200, but it is sent", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_HeadersOfTheContent_AreMatched()
    {
        var options = new TrafficRoutingOptions()
            .AddBackend("v1", "http://10.0.0.1")
            .AddService("reviews", service => service
                .AddHost("reviews")
                .AddRoute("json", route => route
                    .WithOrder(1)
                    .AddMatch(match => match.WithHeader("Content-Type", "application/json").WithHeader("x-user", "jason"))
                    .SendTo("v1"))
                .AddRoute("default", route => route.WithOrder(2).SendTo("v1")));

        RouteTableTest.Check(
            options,
            [
                new("POST http://reviews/") { Headers = new() { ["content-type"] = "application/json", ["x-user"] = "jason" }, Route = "reviews/json" },
                new("POST http://reviews/") { Headers = new() { ["Content-Type"] = "text/plain", ["x-user"] = "jason" }, Route = "reviews/default" },
            ]);
    }

    [Fact]
    public void Check_AHeaderWithNoValidName_IsRefused()
    {
        var refusal = Assert.Throws<ArgumentException>(() => RouteTableTest.Check(
            RoutedApp.Section, [new("GET http://reviews/reviews/1") { Headers = new() { ["end user"] = "jason" }, Route = "reviews/default" }]));

        Assert.Contains("'end user' is no header's name, in the row 'GET http://reviews/reviews/1'", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reviews")]
    [InlineData("GET /relative")]
    [InlineData("")]
    public void Check_ARowThatIsNoRequest_SaysHowToWriteOne(string request) =>
        Assert.ThrowsAny<ArgumentException>(() => RouteTableTest.Check(RoutedApp.Section, [new(request) { Route = null }]));

    [Fact]
    public void Check_AnEmptySection_Fails() =>
        Assert.Throws<TrafficRoutingAssertionException>(() => RouteTableTest.Check(new ConfigurationBuilder().Build().GetSection("TrafficRouting"), []));

    [Fact]
    public void Check_AnInvalidSection_ReportsItsErrors()
    {
        var section = new ConfigurationBuilder()
            .AddInMemoryCollection([new("TrafficRouting:Services:reviews:Hosts:0", "reviews"), new("TrafficRouting:Services:reviews:Routes:default:Weights:nobody", "1")])
            .Build().GetSection("TrafficRouting");

        Assert.Throws<OptionsValidationException>(() => RouteTableTest.Check(section, []));
    }
}

using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;

namespace TrafficRouting.AspNetCore.Tests.Context;

/// <summary>What a request keeps through chains of real services.</summary>
public sealed class ChainTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task BothHops_OfACanaryOfTwoServices_AreInTheSameVersion(bool logs)
    {
        await using var ratings1 = await ChainService.StartAsync("ratings-v1", logs: logs);
        await using var ratings2 = await ChainService.StartAsync("ratings-v2", logs: logs);

        // Each version of the first service splits calls of the second as its callers were split.
        void Ratings(TrafficRoutingOptions options) => options
            .AddBackend("ratings-v1", ratings1.Address.ToString())
            .AddBackend("ratings-v2", ratings2.Address.ToString())
            .AddService("ratings", s => s
                .AddHost("ratings")
                .AddRoute("v2", r => r.WithOrder(-1).AddMatch(m => m.WithBaggage("reviews", "reviews-v2")).SendTo("ratings-v2"))
                .AddRoute("default", r => r.SendTo("ratings-v1")));

        void Inside(WebApplication app) => app.UseTrafficContext(o => o.Trusted = ["*"]);
        await using var reviews1 = await ChainService.StartAsync("reviews-v1", "ratings", Ratings, logs, Inside);
        await using var reviews2 = await ChainService.StartAsync("reviews-v2", "ratings", Ratings, logs, Inside);
        await using var front = await ChainService.StartAsync(
            "front",
            "reviews",
            o => o
                .AddBackend("reviews-v1", reviews1.Address.ToString())
                .AddBackend("reviews-v2", reviews2.Address.ToString())
                .AddService("reviews", s => s
                    .AddHost("reviews")
                    .AddRoute("default", r => r.SendTo("reviews-v1", 70).SendTo("reviews-v2", 30).SetBaggage("reviews", "{backend}"))),
            logs,
            app => app.UseTrafficContext());

        // A stranger who says where she wants to go is not believed.
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => front.CallAsync(i % 2 == 0 ? null : "reviews=reviews-v2")));

        Assert.Equal(
            ["front > reviews-v1 > ratings-v1", "front > reviews-v2 > ratings-v2"],
            answers.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.InRange(answers.Count(a => a.Contains("v2", StringComparison.Ordinal)), 20, 100);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task MySandbox_OfOneServiceInAChainOfFour_IsMineAlone(bool logs)
    {
        void Inside(WebApplication app) => app.UseTrafficContext(o => o.Trusted = ["*"]);
        await using var stock = await ChainService.StartAsync("stock", logs: logs, pipeline: Inside);
        void Stock(TrafficRoutingOptions options) => options
            .AddBackend("stock", stock.Address.ToString())
            .AddService("stock", s => s.AddHost("stock").AddRoute("default", r => r.SendTo("stock")));
        await using var prices = await ChainService.StartAsync("prices", "stock", Stock, logs, Inside);
        await using var alices = await ChainService.StartAsync("alice's prices", "stock", Stock, logs, Inside);
        await using var shop = await ChainService.StartAsync(
            "shop",
            "prices",
            o => o
                .AddBackend("prices", prices.Address.ToString())
                .AddBackend("alice", alices.Address.ToString())
                .AddService("prices", s => s
                    .AddHost("prices")
                    .AddRoute("alice", r => r.WithOrder(-1).AddMatch(m => m.WithBaggage("sandbox", "alice")).SendTo("alice"))
                    .AddRoute("default", r => r.SendTo("prices"))),
            logs,
            Inside);
        await using var front = await ChainService.StartAsync(
            "front",
            "shop",
            o => o.AddBackend("shop", shop.Address.ToString()).AddService("shop", s => s.AddHost("shop").AddRoute("default", r => r.SendTo("shop"))),
            logs,
            app => app.UseTrafficContext(o => o.Trusted = ["sandbox"]));

        var callers = Enumerable.Range(0, 60).Select(i => (i % 3) switch { 0 => "sandbox=alice", 1 => "sandbox=bob", _ => null }).ToList();
        var answers = await Task.WhenAll(callers.Select(c => front.CallAsync(c)));

        Assert.All(callers.Zip(answers), call => Assert.Equal(
            call.First == "sandbox=alice" ? "front > shop > alice's prices > stock" : "front > shop > prices > stock", call.Second));
    }

    [Fact]
    public async Task Explain_OnThePage_DoesNotTakeTheViewersBaggageForTheRequests()
    {
        using var activity = new Activity("viewer").AddBaggage("sandbox", "alice").Start();
        await using var app = await PageApp.StartAsync(configure: keys =>
        {
            keys["TrafficRouting:Services:reviews:Routes:sandbox:Matches:0:Baggage:sandbox"] = "alice";
            keys["TrafficRouting:Services:reviews:Routes:sandbox:Weights:v2"] = "1";
        });

        Assert.Equal("default", await RouteAsync(app, []));
        Assert.Equal("sandbox", await RouteAsync(app, ["baggage: user=7, sandbox=alice"]));
    }

    private static async Task<string?> RouteAsync(PageApp app, string[] headers)
    {
        using var content = JsonContent.Create(new { url = "http://reviews/1", headers });
        using var response = await app.Http.PostAsync(new Uri("/traffic/api/explain", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["route"]?.GetValue<string>();
    }
}

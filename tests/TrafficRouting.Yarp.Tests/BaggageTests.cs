using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using TrafficRouting.TestKit;

namespace TrafficRouting.Yarp.Tests;

public sealed class BaggageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "reviews=v1,sandbox=bob", "v1")]
    [InlineData("alice", "reviews=alice,sandbox=alice", "alice")]
    public async Task Baggage_OfTheGatewaysActivity_IsWhatConditionsSeeAndWhatLeavesWithItsEdits(string? carried, string expected, string backend)
    {
        await using var v1 = RawServer.Start();
        await using var alice = RawServer.Start();
        await using var gateway = await Gateway.StartAsync(
            o => o
                .AddBackend("v1", v1.Address.ToString())
                .AddBackend("alice", alice.Address.ToString())
                .AddService("shop", s => s
                    .AddHost("shop")
                    .AddRoute("alice", r => r.WithOrder(-1).AddMatch(m => m.WithBaggage("sandbox", "alice")).SendTo("alice").SetBaggage("reviews", "{backend}"))
                    .AddRoute("default", r => r.SendTo("v1").SetBaggage("reviews", "{backend}"))),
            map: app => app.Use(async (_, next) =>
            {
                // As a gateway does that knows who has signed in; without it, nothing is traced and headers are copied.
                using var activity = carried is null ? null : new Activity("gateway").AddBaggage("sandbox", carried).Start();
                await next();
            }));
        using var client = gateway.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "baggage", "sandbox=bob" } } };

        (await client.SendAsync(request, Token)).Dispose();

        Assert.Equal([expected], (backend == "v1" ? v1 : alice).Requests.Single().Header("baggage"));
    }
}

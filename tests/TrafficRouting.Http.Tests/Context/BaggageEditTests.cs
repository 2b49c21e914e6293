using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Http.Tests.Registration;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Context;

public sealed class BaggageEditTests
{
    private const string Gone = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n";

    private static readonly DistributedContextPropagator Legacy = DistributedContextPropagator.CreatePreW3CPropagator();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string[], string[], string> Edits => new()
    {
        { "", ["reviews={backend}"], [], "reviews=v1" },
        { "user=7", ["reviews={backend} of {route}, ö"], [], "reviews=v1 of all, ö user=7" },
        { "reviews=stale user=7", ["reviews={backend}"], [], "reviews=v1 user=7" },
        { "user=7 plan=gold", [], ["user"], "plan=gold" },
        { "user=7 plan=gold", [], ["*"], "" },
        { "user=7 plan=gold", ["plan={backend}"], ["*"], "plan=v1" },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task Edit_OfARoute_IsWhatLeaves(string carried, string[] set, string[] removed, string expected)
    {
        foreach (var propagator in new[] { DistributedContextPropagator.Current, Legacy })
        {
            await using var server = RawServer.Start();
            await using var app = Routed(server.Address, r => r.Baggage = Edit(set, removed), propagator);
            using var client = app.Clients.CreateClient("reviews");
            using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/");
            using var activity = Carrying(carried);
            var before = activity.Baggage.ToList();

            (await client.SendAsync(request, Token)).Dispose();

            Assert.Equal(expected, server.Received(propagator));
            Assert.Equal(before, activity.Baggage);
        }
    }

    [Fact]
    public async Task Edit_WhereNothingIsTraced_LeavesAllTheSame()
    {
        await using var server = RawServer.Start();
        await using var app = Routed(server.Address, r => r.Baggage = Edit(["reviews={backend}"]));
        using var client = app.Clients.CreateClient("reviews");
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/") { Headers = { { "baggage", "own=1,note=x" } } };

        (await client.SendAsync(request, Token)).Dispose();

        Assert.Equal("note=x own=1 reviews=v1", server.Received());
        Assert.Equal(["own=1,note=x"], request.Headers.GetValues("baggage"));
    }

    // .NET reads no further than an item without a value, unless there is a space in its place.
    [Fact]
    public async Task Edit_BesideAnItemWithoutAValue_LeavesWithAllOthers()
    {
        await using var server = RawServer.Start();
        await using var app = Routed(server.Address, r => r.Baggage = Edit(["reviews={backend}"]));
        using var client = app.Clients.CreateClient("reviews");
        using var activity = new Activity("caller").AddBaggage("plan", "gold").AddBaggage("user", "").AddBaggage("sandbox", "alice").Start();

        (await client.GetAsync("http://reviews/", Token)).Dispose();

        Assert.Equal("plan=gold reviews=v1 sandbox=alice user=", server.Received());
    }

    [Fact]
    public async Task Edit_OfRouteAndBackend_IsTheBackendsLast()
    {
        await using var server = RawServer.Start();
        var options = Routing.To(server.Address, r => r.Baggage = Edit(["a=route", "b=route", "c=route"]), b => b.Baggage = Edit(["b={backend}"], ["c"]));
        await using var app = Routed(options);
        using var client = app.Clients.CreateClient("reviews");
        using var activity = Carrying("c=caller d=caller");

        (await client.GetAsync("http://reviews/", Token)).Dispose();

        Assert.Equal("a=route b=v1 d=caller", server.Received());
    }

    // .NET takes the headers of a trace off a message that it has sent before.
    [Theory]
    [InlineData("of the factory")]
    [InlineData("HttpClientHandler")]
    [InlineData("wrapped")]
    public async Task Edit_OfAMessageThatIsSentAgain_LeavesEachTime(string primary)
    {
        await using var v1 = RawServer.Start();
        await using var v2 = RawServer.Start();
        var options = Routing.Between(v1.Address, v2.Address, r => (r.Baggage, r.DecideOn) = (Edit(["reviews={backend}"]), DecisionScope.EveryAttempt));
        await using var app = Routed(options, b => Primary(b, primary).AddHttpMessageHandler(() => new RetryHandler(4)));
        using var client = app.Clients.CreateClient("reviews");
        using var activity = Carrying("user=7");

        (await client.GetAsync("http://reviews/", Token)).Dispose();

        Assert.Equal((2, 2), (v1.Requests.Count, v2.Requests.Count));
        Assert.Equal(("reviews=v1 user=7", "reviews=v2 user=7"), (v1.Received(), v2.Received()));
    }

    [Fact]
    public async Task Edit_OfAFailover_SaysWhereItGoes()
    {
        await using var v1 = RawServer.Start(Gone);
        await using var v2 = RawServer.Start();
        var options = Routing.Between(v1.Address, v2.Address, r => (r.Baggage, r.Failover) = (Edit(["reviews={backend}"]), new()));
        await using var app = Routed(options);
        using var client = app.Clients.CreateClient("reviews");
        using var activity = Carrying("user=7");

        for (var i = 0; i < 2; i++)
            (await client.GetAsync("http://reviews/", Token)).Dispose();

        Assert.Equal((1, 2), (v1.Requests.Count, v2.Requests.Count));
        Assert.Equal(("reviews=v1 user=7", "reviews=v2 user=7"), (v1.Received(), v2.Received()));
    }

    [Fact]
    public async Task Edit_OfARequestThatThePrimaryRedirects_StaysOnIt()
    {
        await using var second = RawServer.Start();
        await using var first = RawServer.Start($"HTTP/1.1 302 Found\r\nLocation: {second.Address}\r\nContent-Length: 0\r\n\r\n");
        await using var app = Routed(first.Address, r => r.Baggage = Edit(["reviews={backend}"]));
        using var client = app.Clients.CreateClient("reviews");
        using var activity = Carrying("user=7");

        (await client.GetAsync("http://reviews/", Token)).Dispose();

        Assert.Equal("reviews=v1 user=7", second.Received());
    }

    private static BaggageEditOptions Edit(string[] set, string[]? removed = null)
    {
        var edit = new BaggageEditOptions();
        foreach (var item in set)
            edit.Set[item.Split('=')[0]] = item.Split('=')[1];
        foreach (var name in removed ?? [])
            edit.Remove.Add(name);
        return edit;
    }

    private static RoutedApp Routed(Uri address, Action<RouteOptions> route, DistributedContextPropagator? propagator = null) => Routed(
        Routing.To(address, route),
        b => b.UseSocketsHttpHandler((h, _) => h.ActivityHeadersPropagator = propagator ?? h.ActivityHeadersPropagator));

    private static RoutedApp Routed(TrafficRoutingOptions options, Action<IHttpClientBuilder>? client = null) => new(options, s =>
    {
        var builder = s.AddHttpClient("reviews");
        client?.Invoke(builder);
        builder.AddTrafficRouting();
    });

    private static IHttpClientBuilder Primary(IHttpClientBuilder builder, string primary) => primary switch
    {
        "HttpClientHandler" => builder.ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler()),
        "wrapped" => builder.ConfigurePrimaryHttpMessageHandler(() => new OuterHandler { InnerHandler = new SocketsHttpHandler() }),
        _ => builder,
    };

    private static Activity Carrying(string items)
    {
        var activity = new Activity("caller");
        foreach (var item in items.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            activity.AddBaggage(item.Split('=')[0], item.Split('=')[1]);
        return activity.Start();
    }
}

using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Http.Tests.Registration;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Context;

public sealed class TrafficContextTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Scope_WithoutAnActivity_GoesAlongWithRoutedRequestsAndNoOthers()
    {
        await using var server = RawServer.Start();
        using var client = Routing.To(server.Address, r => r.Matches.Add(new() { Baggage = { ["sandbox"] = new() { Exact = "alice" } } })).Client();
        Assert.Null(Activity.Current);

        using (TrafficContext.BeginScope("sandbox", "alice"))
        {
            (await client.GetAsync("http://reviews/", Token)).Dispose();
            Assert.Equal("sandbox=alice", server.Received());
            (await client.GetAsync(server.Address, Token)).Dispose();
            Assert.Equal("", server.Received());
        }

        Assert.Null(TrafficContext.Get("sandbox"));
    }

    [Fact]
    public async Task Scope_OfOneFlow_IsNotSeenByAnother()
    {
        async Task<string?> InAScopeAsync(string name)
        {
            using var scope = TrafficContext.BeginScope("sandbox", name);
            await Task.Yield();
            using var inner = TrafficContext.BeginScope("other", "x");
            return TrafficContext.Get("sandbox");
        }

        Assert.Equal(["alice", "bob", "carol"], await Task.WhenAll(InAScopeAsync("alice"), InAScopeAsync("bob"), InAScopeAsync("carol")));
        Assert.Null(TrafficContext.Get("sandbox"));
        Assert.Null(TrafficContext.Get("other"));
    }

    [Fact]
    public void Get_UnderAnActivity_ReadsWhatItCarriesUnlessAScopeSaysOtherwise()
    {
        using var activity = new Activity("caller").AddBaggage("sandbox", "alice").AddBaggage("plan", "gold").Start();
        using var scope = TrafficContext.BeginScope("sandbox", "bob");

        Assert.Equal(("bob", "gold", null), (TrafficContext.Get("sandbox"), TrafficContext.Get("plan"), TrafficContext.Get("Plan")));
    }

    [Fact]
    public async Task SetBaggage_TakenBack_IsNotSent()
    {
        await using var server = RawServer.Start();
        await using var app = new RoutedApp(Routing.To(server.Address), s => s.AddHttpClient("reviews").AddTrafficRouting());
        using var client = app.Clients.CreateClient("reviews");
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/");
        request.SetBaggage("sandbox", "alice");
        request.SetBaggage("plan", "gold");
        request.SetBaggage("sandbox", null);

        (await client.SendAsync(request, Token)).Dispose();

        Assert.Equal("plan=gold", server.Received());
        Assert.Empty(request.Headers);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a,b")]
    [InlineData("ö")]
    public void Names_ThatBaggageCannotHave_AreRefused(string name)
    {
        using var request = new HttpRequestMessage();
        Assert.ThrowsAny<ArgumentException>(() => TrafficContext.BeginScope(name, "x"));
        Assert.ThrowsAny<ArgumentException>(() => request.SetBaggage(name, "x"));
    }
}

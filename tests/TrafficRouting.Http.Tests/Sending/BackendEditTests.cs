using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Sending;

/// <summary>What a backend does to its own requests, in place of its route or besides it.</summary>
public sealed class BackendEditTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, null, "/old/x?q=1")]
    [InlineData("/route", null, "/route/x?q=1")]
    [InlineData(null, "/own", "/own/x?q=1")]
    [InlineData("/route", "/own", "/own/x?q=1")]
    [InlineData("/route", "", "/x?q=1")]
    public async Task Rewrite_OfABackend_IsMadeInPlaceOfTheRoutes(string? route, string? backend, string target)
    {
        await using var server = await BackendServer.StartAsync();
        using var client = Routing.To(
            server.Address,
            r =>
            {
                r.Matches.Add(new() { Path = new() { PathPrefix = "/old" } });
                r.Rewrite = route is null ? null : new() { PathPrefix = route };
            },
            b => b.Rewrite = backend is null ? null : new() { PathPrefix = backend }).Client();

        (await client.GetAsync("http://reviews/old/x?q=1", Token)).Dispose();

        Assert.Equal(target, server.Requests.Single().Target);
    }

    [Theory]
    [InlineData(null, "own.example", false, "own.example")]
    [InlineData(null, "own.example", true, "own.example")]
    [InlineData("route.example", "own.example", true, "own.example")]
    [InlineData("route.example", null, true, "route.example")]
    [InlineData(null, null, true, "reviews")]
    public async Task Host_OfABackend_GoesBeforeTheRoutesAndTheCallers(string? route, string? backend, bool preserve, string host)
    {
        await using var server = await BackendServer.StartAsync();
        using var client = Routing.To(
            server.Address,
            r => r.Rewrite = new() { Host = route },
            b => (b.Rewrite, b.PreserveHost) = (new() { Host = backend }, preserve)).Client(new SocketsHttpHandler { AllowAutoRedirect = false });

        (await client.GetAsync("http://reviews/", Token)).Dispose();

        Assert.Equal(host, server.Requests.Single().Host);
    }

    [Fact]
    public async Task Host_OfABackend_DoesNotTravelWithAFollowedRedirect()
    {
        await using var server = await BackendServer.StartAsync();
        using var client = Routing.To(server.Address, backend: b => b.Rewrite = new() { Host = "own.example" }).Client(new SocketsHttpHandler { AllowAutoRedirect = true });

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.GetAsync("http://reviews/", Token));
    }

    [Fact]
    public async Task AddressFrom_Always_IsTheSamePlaceWithEditsOfItsOwn()
    {
        await using var one = await BackendServer.StartAsync();
        await using var two = await BackendServer.StartAsync();
        var options = Routing.To(one.Address, r => r.Weights["edited"] = 1);
        var plain = options.Backends["v1"];
        (plain.Address, plain.RequestHeaders) = (null, new() { Set = { ["x-plain"] = "yes" } });
        plain.Endpoints["a"] = new() { Address = one.Address + "base" };
        plain.Endpoints["b"] = new() { Address = two.Address + "base" };
        options.Backends["edited"] = new() { AddressFrom = "v1", RequestHeaders = new() { Set = { ["x-edited"] = "yes" } }, Rewrite = new() { Path = "/own" } };
        using var client = options.Client();

        foreach (var backend in (string[])["edited", "edited", "v1", "v1"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/a");
            request.SetBackend(backend);
            (await client.SendAsync(request, Token)).Dispose();
        }

        // Each takes turns among both endpoints by itself.
        foreach (var server in (BackendServer[])[one, two])
            Assert.Equal(["/base/own yes ", "/base/a  yes"], server.Requests.Select(r => $"{r.Target} {r.Header("x-edited")} {r.Header("x-plain")}"));
    }

    [Fact]
    public async Task Redirect_OfABackend_IsAnsweredForItsShareAlone()
    {
        await using var server = await BackendServer.StartAsync();
        var options = Routing.To(server.Address, r =>
        {
            r.Matches.Add(new() { Path = new() { PathPrefix = "/old" } });
            (r.Weights["moved"], r.Selection) = (1, SelectionNames.RoundRobin);
        });
        options.Backends["moved"] = new() { Redirect = new() { Status = 308, Host = "new.example", PathPrefix = "/new" }, ResponseHeaders = new() { Set = { ["x-moved"] = "yes" } } };
        using var client = options.Client(new SocketsHttpHandler { AllowAutoRedirect = false });

        var locations = new List<string?>();
        for (var i = 0; i < 4; i++)
        {
            using var response = await client.GetAsync("http://reviews/old/x?q=1", Token);
            locations.Add(response.Headers.Location?.OriginalString);
            Assert.Equal((int)response.StatusCode == 308, response.Headers.Contains("x-moved"));
        }

        Assert.Equal(2, server.Count);
        Assert.Equal(2, locations.Count(l => l == "http://new.example/new/x?q=1"));
    }
}

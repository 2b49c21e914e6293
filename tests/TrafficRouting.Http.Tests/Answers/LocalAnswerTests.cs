using System.Net;
using TrafficRouting.Testing;

namespace TrafficRouting.Http.Tests.Answers;

public sealed class LocalAnswerTests : IDisposable
{
    private readonly StubHandler _primary = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _primary.Dispose();

    [Theory]
    [InlineData("http://reviews/a/b?c=d", null, "https", null, null, null, null, "https://reviews/a/b?c=d")]
    [InlineData("http://reviews:8080/a", null, null, "other", null, null, null, "http://other:8080/a")]
    [InlineData("http://reviews:8080/a", null, "https", null, null, null, null, "https://reviews/a")]
    [InlineData("http://reviews/a", null, "https", null, 443, null, null, "https://reviews/a")]
    [InlineData("http://reviews/a", null, "http", null, 8080, null, null, "http://reviews:8080/a")]
    [InlineData("http://reviews/a/b?c=d", null, null, null, null, "/new", null, "http://reviews/new?c=d")]
    [InlineData("http://reviews/a/b%2Fc", null, null, null, null, null, "/x", "http://reviews/x/b%2Fc")]
    [InlineData("http://10.0.0.1/a", "reviews:99", null, null, null, "/b", null, "http://reviews:99/b")]
    [InlineData("http://10.0.0.1:5/a", "reviews", null, null, null, "/b", null, "http://reviews/b")]
    [InlineData("http://reviews/a", null, null, "::1", 81, null, null, "http://[::1]:81/a")]
    [InlineData("https+http://reviews/a", null, null, "other", null, null, null, "https://other/a")]
    public async Task Redirect_OfARequest_ReplacesWhatItNames(
        string uri, string? hostHeader, string? scheme, string? host, int? port, string? path, string? prefix, string expected)
    {
        var options = Answering(r =>
        {
            r.Matches.Add(new() { Path = new() { PathPrefix = "/a" } });
            r.Redirect = new() { Scheme = scheme, Host = host, Port = port, Path = path, PathPrefix = prefix };
        });
        using var invoker = new HttpMessageInvoker(options.Handler(_primary));
        using var request = new HttpRequestMessage(HttpMethod.Get, uri) { Headers = { Host = hostHeader } };

        using var response = await invoker.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal(expected, Assert.Single(response.Headers.GetValues("Location")));
        Assert.Same(request, response.RequestMessage);
        Assert.Empty(_primary.Uris);
    }

    // What Envoy makes of a redirect without a port.
    [Theory]
    [InlineData("http://reviews/a", null, "https", null, RedirectPortSource.Authority, "https://reviews/a")]
    [InlineData("http://reviews:8080/a", null, "https", null, RedirectPortSource.Authority, "https://reviews:8080/a")]
    [InlineData("http://reviews:443/a", null, "https", null, RedirectPortSource.Authority, "https://reviews:443/a")]
    [InlineData("https://reviews:8443/a", null, "http", null, RedirectPortSource.Authority, "http://reviews:8443/a")]
    [InlineData("http://10.0.0.1/a", "reviews:80", "https", null, RedirectPortSource.Authority, "https://reviews/a")]
    [InlineData("https://10.0.0.1/a", "reviews:443", "http", null, RedirectPortSource.Authority, "http://reviews/a")]
    [InlineData("http://10.0.0.1/a", "reviews:80", "http", null, RedirectPortSource.Authority, "http://reviews:80/a")]
    [InlineData("http://10.0.0.1:8080/a", "reviews", "https", null, RedirectPortSource.Authority, "https://reviews/a")]
    [InlineData("http://10.0.0.1/a", "[::1]:8080", "https", null, RedirectPortSource.Authority, "https://[::1]:8080/a")]
    [InlineData("http://reviews:8080/a", null, null, "other", RedirectPortSource.Authority, "http://other:8080/a")]
    [InlineData("http://reviews:8080/a", null, null, "other", RedirectPortSource.Scheme, "http://other/a")]
    [InlineData("http://reviews:8080/a", null, "https", null, RedirectPortSource.Scheme, "https://reviews/a")]
    [InlineData("http://reviews:8080/a", null, "https", null, null, "https://reviews/a")]
    [InlineData("http://10.0.0.1:8080/a", "reviews", null, null, RedirectPortSource.Request, "http://reviews:8080/a")]
    [InlineData("http://10.0.0.1:8080/a", "reviews:99", "https", null, RedirectPortSource.Request, "https://reviews:8080/a")]
    [InlineData("http://10.0.0.1/a", "reviews:99", "http", "other", RedirectPortSource.Request, "http://other/a")]
    [InlineData("https://reviews/a", null, "http", null, RedirectPortSource.Request, "http://reviews:443/a")]
    public async Task Redirect_WithoutAPort_TakesTheOneItIsToldTo(string uri, string? hostHeader, string? scheme, string? host, RedirectPortSource? source, string expected)
    {
        var options = Answering(r => r.Redirect = new() { Scheme = scheme, Host = host, PortFrom = source });
        options.Services["reviews"].Hosts.Add("*");
        using var invoker = new HttpMessageInvoker(options.Handler(_primary));
        using var request = new HttpRequestMessage(HttpMethod.Get, uri) { Headers = { Host = hostHeader } };

        using var response = await invoker.SendAsync(request, Token);

        // Parsed, it would lose a default port.
        Assert.Equal(expected, response.Headers.NonValidated["Location"].ToString());
    }

    [Fact]
    public async Task DirectResponse_OfARoute_IsGivenWithItsHeaders()
    {
        using var client = Answering(r =>
        {
            r.DirectResponse = new() { Status = 503, Body = "gone fishing", ContentType = "text/html" };
            r.ResponseHeaders = new() { Set = { ["retry-after"] = "60" } };
        }).Client(_primary);

        using var response = await client.GetAsync("http://reviews/a", Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("gone fishing", await response.Content.ReadAsStringAsync(Token));
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(TimeSpan.FromMinutes(1), response.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task DirectResponse_OfABackend_RefusesItsShare()
    {
        var options = Routing.Between(new("http://v1"), new("http://unused"));
        options.Backends["v2"] = new() { DirectResponse = new() { Status = 500 } };
        using var client = options.Client(_primary);

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 10; i++)
        {
            using var response = await client.GetAsync("http://reviews/a", Token);
            statuses.Add(response.StatusCode);
        }

        Assert.Equal(5, statuses.Count(s => s == HttpStatusCode.InternalServerError));
        Assert.Equal(5, _primary.Uris.Count);
    }

    [Fact]
    public async Task Unmatched_WhereTheServiceAnswersNotFound_IsA404()
    {
        var options = Routing.To(new("http://v1"), r => r.Matches.Add(new() { Path = new() { PathPrefix = "/a" } }));
        options.Services["reviews"].Unmatched = UnmatchedBehavior.NotFound;
        using var client = options.Client(_primary);

        using var response = await client.GetAsync("http://reviews/b", Token);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(_primary.Uris);
    }

    [Fact]
    public async Task Unmatched_ByDefault_PassesThrough()
    {
        using var client = Routing.To(new("http://v1"), r => r.Matches.Add(new() { Path = new() { PathPrefix = "/a" } })).Client(_primary);

        using var response = await client.GetAsync("http://reviews/b", Token);

        Assert.Equal(new Uri("http://reviews/b"), Assert.Single(_primary.Uris));
    }

    [Fact]
    public async Task Abort_OfEveryRequest_AnswersItsStatus()
    {
        using var client = Routing.To(new("http://v1"), r => r.Fault = new() { Abort = new() { Status = 418 } }).Client(_primary);

        using var response = await client.GetAsync("http://reviews/a", Token);

        Assert.Equal(418, (int)response.StatusCode);
        Assert.Empty(_primary.Uris);
    }

    [Fact]
    public async Task Delay_OfEveryRequest_WaitsOnTheClock()
    {
        var time = new FakeClock();
        using var client = Routing.To(new("http://v1"), r => r.Fault = new() { Delay = new() { Duration = TimeSpan.FromSeconds(3) } }).Client(_primary, time);

        var sending = client.GetAsync("http://reviews/a", Token);
        time.Advance(TimeSpan.FromSeconds(2.9));
        Assert.Empty(_primary.Uris);
        time.Advance(TimeSpan.FromSeconds(0.1));

        using var response = await sending;
        Assert.Single(_primary.Uris);
    }

    [Fact]
    public async Task Delay_CanceledByTheCaller_SendsNothing()
    {
        using var client = Routing.To(new("http://v1"), r => r.Fault = new() { Delay = new() { Duration = TimeSpan.FromSeconds(3) } })
            .Client(_primary, new FakeClock());
        using var caller = new CancellationTokenSource();

        var sending = client.GetAsync("http://reviews/a", caller.Token);
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Empty(_primary.Uris);
    }

    private static TrafficRoutingOptions Answering(Action<RouteOptions> route) => Routing.To(new("http://unused"), r =>
    {
        r.Weights.Clear();
        route(r);
    });
}

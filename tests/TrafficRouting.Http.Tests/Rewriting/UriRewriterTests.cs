namespace TrafficRouting.Http.Tests.Rewriting;

public sealed class UriRewriterTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://v1:9080", "http://reviews/a/b?c=d", "http://v1:9080/a/b?c=d")]
    [InlineData("http://v1/base", "http://reviews/a", "http://v1/base/a")]
    [InlineData("http://v1/base/", "http://reviews/a", "http://v1/base/a")]
    [InlineData("http://v1/base", "http://reviews", "http://v1/base/")]
    [InlineData("https://v1", "http://reviews:8080/a", "https://v1/a")]
    [InlineData("http://[::1]:90/b", "http://reviews/a", "http://[::1]:90/b/a")]
    [InlineData("http://v1", "http://reviews/a%2Fb/%C3%A4?x=%2F%3F&y=1%201", "http://v1/a%2Fb/%C3%A4?x=%2F%3F&y=1%201")]
    [InlineData("http://v1", "http://reviews/a#fragment", "http://v1/a")]
    [InlineData("http://v1", "http://reviews/a?", "http://v1/a?")]
    [InlineData("http://v1", "http://reviews/a?b?c", "http://v1/a?b?c")]
    [InlineData("http://v1", "https+http://reviews/a", "http://v1/a")]
    public async Task Uri_OfARequest_IsTheAddressWithTheRequestsTarget(string address, string caller, string expected) =>
        Assert.Equal(expected, await SentAsync(new() { Address = address }, caller));

    [Theory]
    [InlineData("http://v1/base", "http://reviews:8080/a", "http://v1:8080/base/a")]
    [InlineData("http://v1", "http://reviews/a", "http://v1/a")]
    [InlineData("http://v1:9080", "http://reviews:8080/a", "http://v1:9080/a")]
    [InlineData("http://v1:80", "http://reviews:8080/a", "http://v1/a")]
    [InlineData("http://[::1]", "http://reviews:8080/a", "http://[::1]:8080/a")]
    [InlineData("http://v1", "https+http://reviews/a", "http://v1/a")]
    public async Task Uri_WithTheRequestsPort_TakesItWhereTheAddressNamesNone(string address, string caller, string expected) =>
        Assert.Equal(expected, await SentAsync(new() { Address = address, Port = PortSource.Request }, caller));

    [Theory]
    [InlineData("/v2", "http://reviews/api/a%2Fb?q=%2F", "http://v1/base/v2/a%2Fb?q=%2F")]
    [InlineData("", "http://reviews/api", "http://v1/base/")]
    public async Task Uri_WithAPrefixRewrite_KeepsBaseRestAndQuery(string prefix, string caller, string expected) =>
        Assert.Equal(expected, await SentAsync(new() { Address = "http://v1/base" }, caller, r =>
        {
            r.Matches.Add(new() { Path = new() { PathPrefix = "/api" } });
            r.Rewrite = new() { PathPrefix = prefix };
        }));

    [Fact]
    public async Task Uri_WithARegexRewrite_KeepsTheQuery() =>
        Assert.Equal("http://v1/u/7/x?id=1", await SentAsync(new() { Address = "http://v1" }, "http://reviews/users/7/x?id=1", r =>
            r.Rewrite = new() { Regex = "^/users/([0-9]+)", Replacement = @"/u/\1" }));

    [Fact]
    public async Task Uri_WithAPathRewrite_ReplacesTheWholePath() =>
        Assert.Equal("http://v1/new?q=1", await SentAsync(new() { Address = "http://v1" }, "http://reviews/a/b?q=1", r => r.Rewrite = new() { Path = "/new" }));

    [Theory]
    [InlineData("urn:.evil.example/x", "http://v1/.evil.example/x")]
    [InlineData("urn:@evil.example/x", "http://v1/@evil.example/x")]
    [InlineData("urn:99", "http://v1/99")]
    public async Task Uri_OfASchemeWithoutAuthority_StaysOnTheBackendsHost(string caller, string expected)
    {
        var options = Routing.To(new("http://v1"));
        options.Services["reviews"].Hosts.Add("*");
        using var primary = new StubHandler();
        using var invoker = new HttpMessageInvoker(options.Handler(primary));
        using var request = new HttpRequestMessage(HttpMethod.Get, caller);

        using var response = await invoker.SendAsync(request, Token);

        Assert.Equal(expected, Assert.Single(primary.Uris).AbsoluteUri);
    }

    private static async Task<string> SentAsync(BackendOptions backend, string caller, Action<RouteOptions>? route = null)
    {
        var options = Routing.To(new("http://unused"), route);
        options.Backends["v1"] = backend;
        using var primary = new StubHandler();
        using var invoker = new HttpMessageInvoker(options.Handler(primary));

        // Twice, because the second may come from the cache.
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, caller);
            using var response = await invoker.SendAsync(request, Token);
        }

        return Assert.Single(primary.Uris.Select(u => u.AbsoluteUri).Distinct());
    }
}

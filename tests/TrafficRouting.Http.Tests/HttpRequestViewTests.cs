using FsCheck.Fluent;
using TrafficRouting.Tables;
using TrafficRouting.TestKit;
using Property = TrafficRouting.TestKit.Property;

namespace TrafficRouting.Http.Tests;

public sealed class HttpRequestViewTests
{
    [Theory]
    [InlineData("http://Reviews/a", null, "reviews")]
    [InlineData("http://reviews.:8080/a", null, "reviews")]
    [InlineData("http://[::1]:8080/a", null, "::1")]
    [InlineData("http://b\u00FCcher.example/", null, "xn--bcher-kva.example")]
    [InlineData("http://10.0.0.1/", "Reviews:8080", "Reviews")]
    [InlineData("http://10.0.0.1/", "reviews.", "reviews")]
    [InlineData("http://10.0.0.1/", "[::1]:80", "::1")]
    [InlineData("https+http://reviews/a", null, "reviews")]
    [InlineData("/relative", null, "")]
    public void Host_OfHeaderElseUri_HasNoPortBracketsOrFinalDot(string uri, string? header, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri) { Headers = { Host = header } };

        Assert.Equal(expected, new HttpRequestView(request).Host.ToString());
    }

    [Theory]
    [InlineData("http://h", "/", "")]
    [InlineData("http://h/a%2Fb/c%20d?x=%26&y#f", "/a%2Fb/c%20d", "x=%26&y")]
    [InlineData("http://h/a?", "/a", "")]
    [InlineData("http://h/a?b?c", "/a", "b?c")]
    [InlineData("http://h/\u00E4?\u00FC", "/%C3%A4", "%C3%BC")]
    [InlineData("/relative?x", "", "")]
    public void PathAndQuery_OfAUri_StayEscaped(string uri, string path, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        var view = new HttpRequestView(request);

        Assert.Equal((path, query), (view.Path.ToString(), view.Query.ToString()));
    }

    [Theory]
    [InlineData("X-One", true, "1")]
    [InlineData("x-two", true, "1,2")]
    [InlineData("x-empty", true, "")]
    [InlineData("x-none", false, "")]
    [InlineData("content-type", true, "text/plain; charset=utf-8")]
    [InlineData("user-agent", true, "a/1.0 (comment) b/2.0")]
    [InlineData("cookie", true, "a=1; b=2")]
    [InlineData("not a name", false, "")]
    public void TryGetHeader_OfMessageOrContent_JoinsValues(string name, bool present, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://h")
        {
            Content = new StringContent("x"),
            Headers = { { "x-one", "1" }, { "x-two", ["1", "2"] }, { "x-empty", "" }, { "User-Agent", "a/1.0 (comment) b/2.0" }, { "Cookie", ["a=1", "b=2"] } },
        };

        Assert.Equal(present, new HttpRequestView(request).TryGetHeader(name, out var value));
        Assert.Equal(expected, value.ToString());
    }

    [Fact]
    public void TryGetHeader_OfASingleValue_AllocatesNothing()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://h") { Headers = { { "x-one", "1" } } };

        Assert.Equal(0, Allocations.Of(() => new HttpRequestView(request).TryGetHeader("x-one", out _)));
    }

    [Fact]
    public void TryGetProperty_OfTheOptions_ReadsStringsOnly()
    {
        using var request = new HttpRequestMessage();
        request.Options.Set(new HttpRequestOptionsKey<string>("tenant"), "a");
        request.Options.Set(new HttpRequestOptionsKey<int>("number"), 1);
        var view = new HttpRequestView(request);

        Assert.True(view.TryGetProperty("tenant", out var tenant));
        Assert.Equal("a", tenant.ToString());
        Assert.False(view.TryGetProperty("number", out _));
        Assert.False(view.TryGetProperty("none", out _));
    }

    [Fact]
    public void Decide_OfAnyUriHeaderAndMethod_NeverThrows()
    {
        var options = Routing.To(new("http://v1"), r =>
        {
            r.Matches.Add(new() { Path = new() { Regex = "/a.*b" }, Query = { ["q"] = new() { Exact = "\u00E4" } } });
            r.Matches.Add(new() { Headers = { ["x-any"] = new() { Contains = "z" } }, Cookies = { ["c"] = new() { Prefix = "p" } } });
        });
        options.Services["reviews"].Hosts.Add("*");
        var router = new TrafficRouter(options);
        var text = ArbMap.Default.GeneratorFor<string>();
        var piece = Gen.OneOf(
            Gen.Elements("http://", "https+http://", "mailto:", "urn:a", "reviews", "[::1]", "[::1", ":99999", ":80", "/", "//", "?", "#", "%", "%2", "%zz", "%2F", "q=%C3%A4", "&&", "\u00FC", "xn--", "xn--\u00FC", "\uD800", "@", "..", " "),
            text.Select(t => t ?? string.Empty));
        var uris = piece.ArrayOf().Select(string.Concat);

        Property.Holds(uris.SelectMany(u => text.Select(h => (Uri: u, Header: h ?? string.Empty))), sample =>
        {
            using var request = new HttpRequestMessage();
            if (Uri.TryCreate(sample.Uri, UriKind.RelativeOrAbsolute, out var uri))
                request.RequestUri = uri;
            request.Headers.TryAddWithoutValidation("x-any", sample.Header);
            request.Headers.TryAddWithoutValidation("Host", sample.Header);
            request.Headers.TryAddWithoutValidation("Cookie", sample.Header + new string('z', 1000));

            Assert.NotNull(router.Explain(request).ToString());
            var view = new HttpRequestView(request);
            _ = router.Decide(in view);
        }, cases: 2000);
    }
}

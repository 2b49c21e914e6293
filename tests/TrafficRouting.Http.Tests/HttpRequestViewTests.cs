using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TrafficRouting.TestKit;

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
    [InlineData("x-two", true, "1, 2")]
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

    [Property(MaxTest = 2000)]
    public Property Decide_OfAnyUriHeaderAndMethod_NeverThrows() => Prop.ForAll(Hostile.Uris, Hostile.Text, Hostile.Methods, (target, header, method) =>
    {
        using var request = Hostile.Request(target, header, method);

        Assert.NotNull(Hostile.Router.Explain(request).ToString());
        var view = new HttpRequestView(request);
        _ = Hostile.Router.Decide(in view);
    });

    [Property(MaxTest = 2000)]
    public Property Send_OfAnyUriHeaderAndMethod_StaysOnTheBackendAndGivesTheRequestBack() => Prop.ForAll(Hostile.Uris, Hostile.Text, Hostile.Methods, (target, header, method) =>
    {
        using var primary = new StubHandler();
        using var invoker = new HttpMessageInvoker(new TrafficRoutingHandler(Hostile.Sticky) { InnerHandler = primary });
        using var request = Hostile.Request(target, header, method);
        var uri = request.RequestUri;
        if (uri is not { IsAbsoluteUri: true })
        {
            Assert.Throws<InvalidOperationException>(() => invoker.Send(request, TestContext.Current.CancellationToken));
            return;
        }

        using var response = invoker.Send(request, TestContext.Current.CancellationToken);

        Assert.StartsWith("http://v1:9080/", Assert.Single(primary.Uris).AbsoluteUri, StringComparison.Ordinal);
        Assert.Same(uri, request.RequestUri);
    });

    private static class Hostile
    {
        public static readonly TrafficRouter Router = Serving(Routing.To(new("http://v1"), r =>
        {
            r.Matches.Add(new() { Path = new() { Regex = "/a.*b" }, Query = { ["q"] = new() { Exact = "\u00E4" } } });
            r.Matches.Add(new() { Headers = { ["x-any"] = new() { Contains = "z" } }, Cookies = { ["c"] = new() { Prefix = "p" } } });
            r.Matches.Add(new() { Method = new() { In = { "PUT", "G\u00C9T" } }, Scheme = new() { Exact = "https" }, Host = new() { Suffix = ".example" }, Port = 80 });
            r.Matches.Add(new() { Path = new() { PathPrefix = "/p" }, Headers = { ["content-type"] = new() { Regex = "text/.*" } } });
        }));

        public static readonly TrafficRouter Sticky = Serving(Routing.To(new("http://v1:9080/base"), r => r.Sticky = new() { Query = "q" }));

        public static readonly Arbitrary<string> Text = Gen.OneOf(
            ArbMap.Default.GeneratorFor<string>().Select(t => t ?? string.Empty),
            Gen.Elements(new string('z', 65_536), new string(',', 65_536), "\u00FCmlaut.example", "[::1", "a b", ":80", "%zz", "c=p;=;;", "\uD800")).ToArbitrary();

        public static readonly Arbitrary<string> Methods = Gen.Elements("GET", "PUT", "get", "PROPFIND", "X-" + new string('M', 10_000)).ToArbitrary();

        // Half of them begin as a URI does: of the others, few are absolute.
        public static readonly Arbitrary<string> Uris = Gen.Elements("", "http://reviews/", "http://", "https://reviews", "https+http://reviews/", "urn:", "mailto:", "file:///").SelectMany(start => Gen.OneOf(
            Gen.Elements("http://", "https+http://", "mailto:", "urn:a", "reviews", "[::1]", "[::1", ":99999", ":80", "/", "//", "?", "#", "%", "%2", "%zz", "%2F", "q=%C3%A4", "&&", "\u00FC", "xn--", "xn--\u00FC", "\uD800", "@", "..", " ", "\\"),
            ArbMap.Default.GeneratorFor<string>().Select(t => t ?? string.Empty)).ArrayOf().Select(pieces => start + string.Concat(pieces))).ToArbitrary();

        public static HttpRequestMessage Request(string uri, string header, string method)
        {
            var request = new HttpRequestMessage { Method = new(method), Content = new ByteArrayContent([]) };
            if (Uri.TryCreate(uri, UriKind.RelativeOrAbsolute, out var parsed))
                request.RequestUri = parsed;
            request.Headers.TryAddWithoutValidation("x-any", header);
            request.Headers.TryAddWithoutValidation("Host", header);
            request.Headers.TryAddWithoutValidation("Cookie", [header, header + new string('z', 1000)]);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", header);
            return request;
        }

        private static TrafficRouter Serving(TrafficRoutingOptions everyHost)
        {
            everyHost.Services["reviews"].Hosts.Add("*");
            return new(everyHost);
        }
    }
}

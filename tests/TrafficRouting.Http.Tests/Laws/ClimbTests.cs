using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TrafficRouting.Http.Tests.Mirroring;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Laws;

/// <summary>No request leaves the path that its backend's address or a rewrite confines it to.</summary>
public sealed class ClimbTests
{
    private static readonly Gen<string> Paths = Gen.Elements(
        "/api", "/", "..", ".", "%2e", "%2E", "%2f", "\\", "%5C", ";x", "a", "%252e", "..;").ArrayOf().Resize(7).Select(p => "/api" + string.Concat(p));

    private static readonly Gen<(string Path, string Base, string Kind, bool Keeps)> Attempts =
        from path in Paths
        from below in Gen.Elements("", "/base")
        from kind in Gen.Elements("none", "literal", "public", "segments", "regex", "group", "backend")
        from keeps in Gen.Elements(true, false)
        select (path, below, kind, keeps);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://reviews/api../secret", "literal")]
    [InlineData("http://reviews/api..%2fsecret", "literal")]
    [InlineData("http://reviews/api..;a=b/secret", "literal")]
    [InlineData("http://reviews/api../secret", "regex")]
    [InlineData("http://reviews/api../admin", "public")]
    [InlineData("http://reviews/api../", "literal")]
    [InlineData("http://reviews/api..", "literal")]
    [InlineData("http://reviews/api..%2fadmin", "group")]
    [InlineData("http://reviews/api../admin", "backend")]
    public async Task Path_ThatARewriteMakesClimb_IsNotSentAndSaysWhichRoute(string uri, string kind)
    {
        var observed = new List<RoutedAttempt>();
        await using var shadow = await BackendServer.StartAsync();
        await using var mirror = new TrafficMirror();
        var router = new TrafficRouter(Rewriting("/base", kind, r => r.Mirrors["m"] = new()).With("m", shadow.Address));
        using var primary = new StubHandler();
        using var invoker = new HttpMessageInvoker(new TrafficRoutingHandler(router, mirror: mirror, observers: new Observer(observed)) { InnerHandler = primary });
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);

        var thrown = await Assert.ThrowsAnyAsync<HttpRequestException>(() => invoker.SendAsync(request, Token));
        await mirror.WhenIdleAsync(Token);

        Assert.Contains("'reviews/all'", thrown.Message, StringComparison.Ordinal);
        Assert.Empty(primary.Uris);
        Assert.Empty(shadow.Requests);
        var attempt = Assert.Single(observed);
        Assert.Equal((false, "invalid_target"), (attempt.IsSent, TrafficRouting.Http.Outcome.Of(in attempt)));
        Assert.Equal(new Uri(uri), request.RequestUri);
    }

    [Theory]
    [InlineData("/api../admin", false)]
    [InlineData("/api..%2Fadmin", true)]
    [InlineData("/api%2e%2e", false)]
    public async Task Redirect_ThatWouldLeadOutOfItsPrefix_IsNotGivenAndSaysWhichRoute(string path, bool synchronous)
    {
        var observed = new List<RoutedAttempt>();
        var router = new TrafficRouter(Redirecting("/public/"));
        using var invoker = new HttpMessageInvoker(new TrafficRoutingHandler(router, observers: new Observer(observed)) { InnerHandler = new StubHandler() });
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews" + path);

        var thrown = await Assert.ThrowsAnyAsync<HttpRequestException>(async () => _ = synchronous ? invoker.Send(request, Token) : await invoker.SendAsync(request, Token));

        Assert.Contains("redirect of route 'reviews/all'", thrown.Message, StringComparison.Ordinal);
        var attempt = Assert.Single(observed);
        Assert.Equal((false, "invalid_target"), (attempt.IsSent, TrafficRouting.Http.Outcome.Of(in attempt)));
    }

    [Theory]
    [InlineData("/api/a..b", "http://reviews/public//a..b")]
    [InlineData("/api//elsewhere", "http://reviews/public///elsewhere")]
    public void Redirect_WithDotsThatAreNoStep_IsGiven(string path, string location)
    {
        using var invoker = new HttpMessageInvoker(Redirecting("/public/").Handler(new StubHandler()));
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews" + path);

        using var response = invoker.Send(request, Token);

        Assert.Equal(location, Assert.Single(response.Headers.GetValues("Location")));
    }

    [Fact]
    public async Task Mirror_WhosePathWouldClimb_GetsNoCopyAndIsNotBlamed()
    {
        await using var primary = await BackendServer.StartAsync();
        await using var shadow = await BackendServer.StartAsync();
        await using var harness = new MirrorHarness(
            primary.Address, [new(shadow.Address, "/base")], o => o.BreakAfter = 1);
        var uri = new Uri(harness.Client.BaseAddress + "../secret", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

        for (var i = 1; i <= 3; i++)
        {
            (await harness.Client.GetAsync(i == 3 ? new("http://orders/fine") : uri, Token)).Dispose();
            await harness.SettleAsync(i);
        }

        Assert.Equal("not_mirrorable 2, sent 1", harness.Outcomes.Of("m1"));
        Assert.Equal("/base/fine", Assert.Single(shadow.Requests).Path);
    }

    [Theory]
    [InlineData("http://reviews/api/a..b/c", "literal", "/base//a..b/c")]
    [InlineData("http://reviews/api/..a", "public", "/base/public//..a")]
    [InlineData("http://reviews/api/a..", "segments", "/base/a..")]
    [InlineData("http://reviews/api/%252e%252e/a", "segments", "/base/%252e%252e/a")]
    public void Path_WithDotsThatAreNoStep_IsSent(string uri, string kind, string expected)
    {
        using var primary = new StubHandler();
        using var invoker = new HttpMessageInvoker(Rewriting("/base", kind).Handler(primary));
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);

        using var response = invoker.Send(request, Token);

        Assert.Equal(expected, Assert.Single(primary.Uris).PathAndQuery);
    }

    [Property(MaxTest = 2000)]
    public Property Path_OfAnyText_StaysBelowBaseAndRewrittenPrefix() => Prop.ForAll(Attempts.ToArbitrary(), attempt =>
    {
        var uri = new Uri("http://reviews" + attempt.Path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = attempt.Keeps });
        using var primary = new StubHandler();
        using var invoker = new HttpMessageInvoker(Rewriting(attempt.Base, attempt.Kind).Handler(primary));
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        try
        {
            using var response = invoker.Send(request, Token);
        }
        catch (HttpRequestException)
        {
            Assert.Empty(primary.Uris);
            return;
        }

        // A segment prefix takes fewer paths than a literal one.
        if (Assert.Single(primary.Uris).Host == "reviews")
            return;
        var path = primary.Uris[0].PathAndQuery;
        Assert.StartsWith(attempt.Base, path, StringComparison.Ordinal);
        if (attempt.Base.Length == 0 && attempt.Kind == "none")
            Assert.Equal(uri.PathAndQuery, path);
        else
            Assert.All(Hostile(path), p => Assert.StartsWith(attempt.Base + (attempt.Kind is "public" or "group" or "backend" && path.Contains("/public", StringComparison.Ordinal) ? "/public" : ""), p + "/", StringComparison.Ordinal));
    });

    // What servers make of a path: decoded before or after it is split, with back slashes and parameters or without.
    private static IEnumerable<string> Hostile(string path)
    {
        yield return Resolve(path.Split('/'));
        yield return Resolve(path.Replace('\\', '/').Split('/').Select(Uri.UnescapeDataString));
        yield return Resolve(Uri.UnescapeDataString(path).Replace('\\', '/').Split('/'));
        yield return Resolve(Uri.UnescapeDataString(path).Replace('\\', '/').Split('/').Select(s => s.Split(';')[0]));
    }

    private static string Resolve(IEnumerable<string> segments)
    {
        var kept = new List<string>();
        foreach (var segment in segments)
        {
            if (segment is ".." && kept.Count > 0)
                kept.RemoveAt(kept.Count - 1);
            else if (segment is not (".." or "." or ""))
                kept.Add(segment);
        }

        return "/" + string.Join('/', kept);
    }

    private static TrafficRoutingOptions Redirecting(string prefix) => Routing.To(new("http://v1"), r =>
    {
        r.Matches.Add(new() { Path = new() { Prefix = "/api" } });
        r.Weights.Clear();
        r.Redirect = new() { PathPrefix = prefix };
    });

    private static TrafficRoutingOptions Rewriting(string basePath, string kind, Action<RouteOptions>? route = null) => Routing.To(
        new("http://v1"),
        r =>
        {
            r.Matches.Add(new() { Path = kind == "segments" ? new() { PathPrefix = "/api" } : kind == "none" ? null : new() { Prefix = "/api" } });
            r.Rewrite = kind switch
            {
                "literal" => new() { PathPrefix = "/" },
                "public" => new() { PathPrefix = "/public/" },
                "segments" => new() { PathPrefix = "" },
                "regex" => new() { Regex = "^/api", Replacement = "" },
                "group" => new() { Regex = "^/api(.*)$", Replacement = "/public/\\1" },
                _ => null,
            };
            route?.Invoke(r);
        },
        b => b.Rewrite = kind == "backend" ? new() { PathPrefix = "/public/" } : null,
        path: basePath);

    private sealed class Observer(List<RoutedAttempt> observed) : IRoutingObserver
    {
        public void OnCompleted(in RoutedAttempt attempt) => observed.Add(attempt);
    }
}

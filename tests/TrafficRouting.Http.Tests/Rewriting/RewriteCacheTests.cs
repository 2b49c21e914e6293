using System.Runtime.CompilerServices;

namespace TrafficRouting.Http.Tests.Rewriting;

public sealed class RewriteCacheTests
{
    private readonly RouteTable _table = RouteTable.Compile(Routing.Between(new("http://v1"), new("http://v2")));

    [Theory]
    [InlineData("http://reviews/a", true)]
    [InlineData("http://Reviews/a", true)]
    [InlineData("http://reviews/a#fragment", false)]
    [InlineData("http://reviews/a%20b", false)]
    [InlineData("http://reviews/a/../b", false)]
    [InlineData("http://reviews/a?token=s3cret", false)]
    [InlineData("http://reviews/a?", false)]
    [InlineData("http://user:s3cret@reviews/a", false)]
    public void Rewrite_ASecondTime_MakesTheUriAnewWhereItsTextMayHoldSecretsOrIsNotItsPath(string caller, bool held)
    {
        var cache = new RewriteCache(_table);
        var first = Rewrite(cache, caller);

        Assert.Equal(held, ReferenceEquals(first, Rewrite(cache, caller)));
    }

    [Fact]
    public void Rewrite_OfALongUri_IsNotHeld()
    {
        var cache = new RewriteCache(_table);
        var caller = "http://reviews/" + new string('a', 512);

        Assert.NotSame(Rewrite(cache, caller), Rewrite(cache, caller));
    }

    [Fact]
    public void Rewrite_ForAnotherDecision_IsNotMixedUp()
    {
        var cache = new RewriteCache(_table);

        Assert.Equal("http://v1/a", Rewrite(cache, "http://reviews/a", "v1").AbsoluteUri);
        Assert.Equal("http://v2/a", Rewrite(cache, "http://reviews/a", "v2").AbsoluteUri);
        Assert.Equal("http://v1/b", Rewrite(cache, "http://reviews/b", "v1").AbsoluteUri);
    }

    [Fact]
    public void Rewrite_ByRulesThatLeadToOneEndpoint_HoldsOneUriForAll()
    {
        var options = Routing.Between(new("http://v1"), new("http://v2"));
        options.Services["reviews"].Routes["tenant"] = new() { Matches = { new() { Headers = { ["x-tenant"] = new() { Exact = "a" } } } }, Weights = { ["v1"] = 1 } };
        var table = RouteTable.Compile(options);
        var cache = new RewriteCache(table);
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/a") { Headers = { { "x-tenant", "a" } } };
        var byRule = table.Decide(new HttpRequestView(request), table.Backends["v1"])!;

        var first = Rewrite(cache, table, new("http://reviews/a"));

        Assert.Equal("tenant", byRule.Route!.Name);
        Assert.Same(first, cache.Rewrite(request.RequestUri!, PlainUri.Of("http://reviews/a"), byRule, byRule.Backend!.Endpoints[0]));
    }

    [Fact]
    public void Rewrite_OfAUriThatComesOnce_LeavesThoseThatAreHeld()
    {
        var cache = new RewriteCache(_table);
        var held = Rewrite(cache, "http://reviews/a");
        _ = Fill(cache, 20_000);

        Assert.Same(held, Rewrite(cache, "http://reviews/a"));
    }

    [Fact]
    public void Rewrite_OfAUriThatComesTwiceInARow_IsHeldFromThenOn()
    {
        var cache = new RewriteCache(_table);
        _ = Fill(cache, 20_000);
        _ = Rewrite(cache, "http://reviews/a");
        var second = Rewrite(cache, "http://reviews/a");

        Assert.Same(second, Rewrite(cache, "http://reviews/a"));
    }

    [Fact]
    public void Rewrite_OfUrisThatDifferInTheirLastLetters_HoldsThemSideBySide()
    {
        var cache = new RewriteCache(_table);
        string[] callers = [.. Enumerable.Range(0, 32).Select(i => $"http://reviews/items/{i}")];
        Uri[] first = [.. callers.Select(caller => Rewrite(cache, caller))];

        // Some may clash by chance; that most do is less likely than one in a billion.
        Assert.InRange(callers.Zip(first, (caller, held) => ReferenceEquals(Rewrite(cache, caller), held)).Count(same => same), 10, 32);
    }

    [Fact]
    public void Rewrite_ForSeveralBackends_HoldsAUriForEach()
    {
        var cache = new RewriteCache(_table);
        string[] callers = [.. Enumerable.Range(0, 16).Select(i => $"http://reviews/{i}")];
        (Uri, Uri)[] first = [.. callers.Select(Both)];

        // Some may clash by chance, but not all of sixteen.
        Assert.Contains(true, callers.Zip(first, (caller, held) => Both(caller) is var (v1, v2) && ReferenceEquals(v1, held.Item1) && ReferenceEquals(v2, held.Item2)));

        (Uri V1, Uri V2) Both(string caller) => (Rewrite(cache, caller, "v1"), Rewrite(cache, caller, "v2"));
    }

    [Fact]
    public void Rewrite_OfUrisOfOneTextAndTwoPaths_DoesNotMixThemUp()
    {
        var options = Routing.Between(new("http://v1"), new("http://v2"));
        options.Backends["v1"].Rewrite = new() { Regex = "^/", Replacement = "/v1/" };
        var table = RouteTable.Compile(options);
        var cache = new RewriteCache(table);
        const string text = "http://reviews/%41";

        var asItIs = Rewrite(cache, table, new(text, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        var canonical = Rewrite(cache, table, new(text));

        Assert.Equal(("/v1/%41", "/v1/A"), (asItIs.PathAndQuery, canonical.PathAndQuery));
    }

    [Fact]
    public void Rewrite_OfManyUris_HoldsNoMoreThanItsSlots()
    {
        var cache = new RewriteCache(_table);
        var targets = Fill(cache, 20_000);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.InRange(targets.Count(t => t.TryGetTarget(out _)), 1, 1024);
        GC.KeepAlive(cache);
    }

    [Fact]
    public void Rewrite_ByManyThreads_GivesEachItsOwn()
    {
        var cache = new RewriteCache(_table);

        Parallel.For(0, 100_000, i =>
        {
            var path = $"/{i % 3000}";
            Assert.Equal($"http://v1{path}", Rewrite(cache, "http://reviews" + path).AbsoluteUri);
        });
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private List<WeakReference<Uri>> Fill(RewriteCache cache, int count) =>
        [.. Enumerable.Range(0, count).Select(i => new WeakReference<Uri>(Rewrite(cache, $"http://reviews/items/{i}")))];

    private Uri Rewrite(RewriteCache cache, string caller, string backend = "v1") => Rewrite(cache, _table, new(caller), backend);

    private static Uri Rewrite(RewriteCache cache, RouteTable table, Uri caller, string backend = "v1")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, caller);
        var decision = table.Decide(new HttpRequestView(request), table.Backends[backend])!;
        return cache.Rewrite(request.RequestUri!, PlainUri.Of(request.RequestUri!.OriginalString), decision, decision.Backend!.Endpoints[0]);
    }
}

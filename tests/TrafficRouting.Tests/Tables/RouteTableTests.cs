using TrafficRouting.TestKit;

namespace TrafficRouting.Tests.Tables;

public sealed class RouteTableTests
{
    private static readonly RandomSource Random = RandomSource.Create(seed: 1);

    [Fact]
    public void Decide_UnknownHost_PassesThrough() =>
        Assert.Null(Decide(Given.Routes(("all", Given.To("v1"))), "http://ratings/"));

    [Fact]
    public void Decide_SeveralRoutes_LowerOrderWins()
    {
        var options = Given.Routes(
            ("b-specific", Given.To("v1", Given.ExactPath("/x")).At(2)),
            ("a-general", Given.To("v2", Given.Path("/")).At(1)));

        Assert.Equal("a-general", Decide(options, "http://reviews/x")?.Route?.Name);
    }

    [Theory]
    [InlineData("http://reviews/a/b", "exact")]
    [InlineData("http://reviews/a/b/c", "longer")]
    [InlineData("http://reviews/a/c", "shorter")]
    [InlineData("http://reviews/z", "everything")]
    public void Decide_SameOrder_MoreSpecificWins(string url, string expected)
    {
        var options = Given.Routes(
            ("everything", Given.To("v1")),
            ("shorter", Given.To("v1", Given.Path("/a"))),
            ("longer", Given.To("v1", Given.Path("/a/b"))),
            ("exact", Given.To("v1", Given.ExactPath("/a/b"))));

        Assert.Equal(expected, Decide(options, url)?.Route?.Name);
    }

    [Fact]
    public void Decide_SpecificityPerMatch_EachMatchHasItsOwnPlace()
    {
        var options = Given.Routes(
            ("both", Given.To("v1", Given.Path("/"), Given.ExactPath("/a/b"))),
            ("middle", Given.To("v2", Given.Path("/a"))));

        Assert.Equal("both", Decide(options, "http://reviews/a/b")?.Route?.Name);
        Assert.Equal("middle", Decide(options, "http://reviews/a/c")?.Route?.Name);
        Assert.Equal("both", Decide(options, "http://reviews/b")?.Route?.Name);
    }

    [Fact]
    public void Decide_FullTie_OrdinalNameWins()
    {
        var options = Given.Routes(
            ("b", Given.To("v1", Given.Header("x", "1"))),
            ("a", Given.To("v2", Given.Header("y", "1"))));

        Assert.Equal("a", Decide(options, "http://reviews/", ("x", "1"), ("y", "1"))?.Route?.Name);
    }

    [Theory]
    [InlineData(UnmatchedBehavior.PassThrough, false)]
    [InlineData(UnmatchedBehavior.NotFound, true)]
    public void Decide_NoRouteMatches_FollowsTheService(UnmatchedBehavior unmatched, bool answered)
    {
        var options = Given.Routes(("a", Given.To("v1", Given.Path("/a"))));
        options.Services["reviews"].Unmatched = unmatched;

        var decision = Decide(options, "http://reviews/b");

        Assert.Equal(answered, decision is not null);
        Assert.Null(decision?.Route);
        Assert.Null(decision?.Backend);
    }

    [Theory]
    [InlineData("http://reviews/a", "v1")]
    [InlineData("http://reviews/b", "404")]
    [InlineData("https://reviews:9443/a", "v1")]
    [InlineData("https://reviews/a", null)]
    [InlineData("http://reviews:8080/b", null)]
    public void Decide_ServiceOfPorts_LetsCallsToOthersPass(string url, string? expected)
    {
        var options = Given.Routes(("a", Given.To("v1", Given.Path("/a"))));
        options.Services["reviews"].Unmatched = UnmatchedBehavior.NotFound;
        options.Services["reviews"].Ports.Add(80);
        options.Services["reviews"].Ports.Add(9443);

        var decision = Decide(options, url);

        Assert.Equal(expected, decision is null ? null : decision.Backend?.Name ?? "404");
    }

    [Fact]
    public void Decide_MostSpecificHostHasNoMatchingRoute_DoesNotFallThrough()
    {
        var options = Given.Routes(("a", Given.To("v1", Given.Path("/a"))));
        options.Services["any"] = new() { Hosts = { "*" }, Routes = { ["all"] = Given.To("v2") } };

        Assert.Null(Decide(options, "http://reviews/b"));
        Assert.Equal("v2", Decide(options, "http://other/b")?.Backend?.Name);
    }

    [Fact]
    public void Decide_Disabled_TakesNoPart()
    {
        var options = Given.Routes(("off", Given.To("v1").At(1)), ("on", Given.To("v2").At(2)));
        options.Services["reviews"].Routes["off"].Enabled = false;
        Assert.Equal("on", Decide(options, "http://reviews/")?.Route?.Name);

        options.Services["reviews"].Enabled = false;
        Assert.Null(Decide(options, "http://reviews/"));
    }

    [Fact]
    public void Decide_ParkedCanary_NeverTaken()
    {
        var table = RouteTable.Compile(Given.Routes(("all", Given.Split(("v1", 7), ("v2", 0)))));

        for (var i = 0; i < 1000; i++)
            Assert.Equal("v1", table.Decide(new TestRequest("GET", "http://reviews/"), Random)?.Backend?.Name);
    }

    [Fact]
    public void Decide_RoundRobin_ExactCountsPerCycle()
    {
        var route = Given.Split(("v1", 90), ("v2", 10));
        route.Selection = SelectionNames.RoundRobin;
        var table = RouteTable.Compile(Given.Routes(("all", route)));

        for (var cycle = 0; cycle < 5; cycle++)
            Assert.Equal(1, Enumerable.Range(0, 10).Count(_ => table.Decide(new TestRequest("GET", "http://reviews/"), Random)?.Backend?.Name == "v2"));
    }

    [Fact]
    public void Decide_BackendOfTheCallersChoice_IsTakenWhateverItsWeight()
    {
        var table = RouteTable.Compile(Given.Routes(("all", Given.Split(("v1", 1), ("v2", 0)))));
        var request = new TestRequest("GET", "http://reviews/");

        Assert.Equal("v2", table.Decide(request, table.Backends["V2"])?.Backend?.Name);
        var outside = table.Decide(request, table.Backends["v3"]);
        Assert.Equal("v3", outside?.Backend?.Name);
        Assert.Equal("all", outside?.Route?.Name);
        Assert.Null(table.Decide(new TestRequest("GET", "http://ratings/"), table.Backends["v2"]));
    }

    [Fact]
    public void Compile_WeightsInAnyOrder_AreNumberedByNameWhateverItsCase()
    {
        var options = Given.Routes(("all", Given.Split(("v3", 1), ("V2", 1), ("v1", 1))));

        Assert.Equal(["v1", "v2", "v3"], RouteTable.Compile(options).Services[0].Routes[0].Backends.Select(b => b.Backend.Name));
    }

    [Fact]
    public void Compile_RoundRobinWithSameWeights_KeepsItsPosition()
    {
        var running = RouteTable.Compile(RoundRobin(9, 1));
        var cycle = Picks(running, 10);
        var begun = Picks(running, 3);
        var reloaded = RouteTable.Compile(RoundRobin(9, 1), running);

        Assert.Equal(cycle, [.. begun, .. Picks(reloaded, 7)]);
    }

    [Fact]
    public void Compile_InvalidOptions_SaysWhatAndWhere()
    {
        var options = Given.Routes(("all", Given.Split(("v9", 1))));

        var error = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => RouteTable.Compile(options));

        Assert.Contains("Services:reviews:Routes:all:Weights:v9", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_Always_AllocatesNothing()
    {
        var sticky = Given.Split(("v1", 50), ("v2", 50));
        sticky.Sticky = new() { Header = "x-user" };
        sticky.Matches.Add(Given.Header("end-user", "jason"));
        var roundRobin = Given.Split(("v1", 50), ("v2", 50));
        roundRobin.Selection = SelectionNames.RoundRobin;
        roundRobin.Mirrors["v3"] = new() { Backends = { "v2" } };
        var options = Given.Routes(("sticky", sticky.At(1)), ("rest", roundRobin.At(2)));
        options.Backends["v1"].Rewrite = new() { PathPrefix = "/v1" };
        var table = RouteTable.Compile(options);
        var jason = new TestRequest("GET", "http://reviews/a", ("end-user", "jason"), ("x-user", "4711"));
        var other = new TestRequest("GET", "http://reviews/a", ("end-user", "paula"));

        Assert.Equal(0, Allocations.Of(() => table.Decide(in jason, Random)));
        Assert.Equal(0, Allocations.Of(() => table.Decide(in other, Random)));
    }

    [Theory]
    [InlineData("v1", "/route", "backend")]
    [InlineData("v2", "/own", "route")]
    [InlineData("v3", "/route", "route")]
    public void Decide_BackendWithRewrite_MakesWhatItSaysInPlaceOfTheRoutes(string backend, string path, string host)
    {
        var route = Given.To(backend);
        route.Rewrite = new() { Path = "/route", Host = "route" };
        var options = Given.Routes(("all", route));
        options.Backends["v1"].Rewrite = new() { Host = "backend" };
        options.Backends["v2"].Rewrite = new() { Path = "/own" };

        var rewrite = Decide(options, "http://reviews/a")!.Rewrite!;

        Assert.Equal((path, host), (rewrite.Path, rewrite.Host));
    }

    [Theory]
    [InlineData("one", "one", true)]
    [InlineData("one", "two", false)]
    [InlineData(null, null, false)]
    public void Decide_StickyRoutesOfOneSalt_ChooseAlike(string? salt, string? otherSalt, bool alike)
    {
        var (a, b) = (Sticky(salt, "/a"), Sticky(otherSalt, "/b"));
        var table = RouteTable.Compile(Given.Routes(("a", a), ("b", b)));

        var same = Enumerable.Range(0, 64).Count(user => To(user, "a") == To(user, "b"));

        // Of independent choices, all 64 agree with the probability 2^-64.
        Assert.Equal(alike, same == 64);

        string To(int user, string path) => table.Decide(new TestRequest("GET", $"http://reviews/{path}", ("x-user", $"user-{user}")), Random)!.Backend!.Name;

        static RouteOptions Sticky(string? salt, string path)
        {
            var route = Given.Split(("v1", 1), ("v2", 1));
            route.Matches.Add(Given.Path(path));
            route.Sticky = new() { Header = "x-user", Salt = salt };
            return route;
        }
    }

    [Theory]
    [InlineData("v1", "v2")]
    [InlineData("v2", "v1 v3")]
    [InlineData("v3", "v3")]
    public void Decide_MirrorsForCertainBackends_AreTheirsAlone(string backend, string expected)
    {
        var route = Given.Split(("v1", 1), ("v2", 1), ("v3", 1));
        route.Mirrors["v1"] = new() { Backends = { "V2" } };
        route.Mirrors["v2"] = new() { Backends = { "v1" } };
        route.Mirrors["v3"] = new() { Backends = { "v2", "v3" } };
        var table = RouteTable.Compile(Given.Routes(("all", route)));

        var decision = table.Decide(new TestRequest("GET", "http://reviews/a"), table.Backends[backend])!;

        Assert.Equal(expected, string.Join(' ', decision.Mirrors.Select(m => m.Backend.Name)));
    }

    private static RouteDecision? Decide(TrafficRoutingOptions options, string url, params (string Name, string Value)[] headers) =>
        RouteTable.Compile(options).Decide(new TestRequest("GET", url, headers), Random);

    private static TrafficRoutingOptions RoundRobin(int v1, int v2)
    {
        var route = Given.Split(("v1", v1), ("v2", v2));
        route.Selection = SelectionNames.RoundRobin;
        return Given.Routes(("all", route));
    }

    private static List<string> Picks(RouteTable table, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => table.Decide(new TestRequest("GET", "http://reviews/"), Random)!.Backend!.Name)];
}

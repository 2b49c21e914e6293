using TrafficRouting.TestKit;

namespace TrafficRouting.Tests.Tables;

public sealed class RouteExplanationTests
{
    [Fact]
    public void Explain_LaterRoute_SaysWhyEachEarlierOneWasNotTaken()
    {
        var router = new TrafficRouter(Given.Routes(
            ("jason", Given.To("v2", Given.Header("end-user", "jason")).At(1)),
            ("admin", Given.To("v3", Given.Path("/admin")).At(2)),
            ("default", Given.Split(("v1", 90), ("v2", 10)).At(3))));

        var explanation = router.Explain(new TestRequest("GET", "http://reviews/x", ("end-user", "a-secret-name")));

        Assert.Equal("default", explanation.Route?.Name);
        Assert.Null(explanation.Backend);
        Assert.Equal(["jason", "admin"], explanation.Rejections.Select(r => r.Route.Name));
        var text = explanation.ToString();
        Assert.Contains("reviews/default (random: v1 90 %, v2 10 %)", text, StringComparison.Ordinal);
        Assert.Contains("'end-user'", text, StringComparison.Ordinal);
        Assert.Contains("/admin", text, StringComparison.Ordinal);
        Assert.DoesNotContain("a-secret-name", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_BackendsThatAnswer_SaysWhat()
    {
        var options = Given.Routes(("all", Given.Split(("gone", 1), ("moved", 1), ("v1", 2))));
        options.Backends["gone"] = new() { DirectResponse = new() { Status = 410 } };
        options.Backends["moved"] = new() { Redirect = new() { Status = 308, Host = "new.example" } };

        var text = new TrafficRouter(options).Explain(new TestRequest("GET", "http://reviews/")).ToString();

        Assert.Contains("gone 25 % answered here with 410, moved 25 % redirected with 308, v1 50 %)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_UnknownHost_SaysSo()
    {
        var explanation = new TrafficRouter(Given.Routes(("all", Given.To("v1")))).Explain(new TestRequest("GET", "http://ratings/"));

        Assert.Null(explanation.Service);
        Assert.Contains("'ratings' is the host of no service", explanation.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_StickyCaller_NamesTheBackendThatDecideTakes()
    {
        var route = Given.Split(("v1", 50), ("v2", 50));
        route.Sticky = new() { Header = "x-user" };
        var router = new TrafficRouter(Given.Routes(("all", route)));

        for (var user = 0; user < 50; user++)
        {
            var request = new TestRequest("GET", "http://reviews/", ("x-user", $"user-{user}"));
            Assert.Same(router.Decide(in request)?.Backend, router.Explain(in request).Backend);
        }
    }

    [Theory]
    [InlineData("user=ab%20c", "user=%61b%20c")]
    [InlineData("user=ab", "x=1&user=a%62")]
    public void Explain_StickyByQuery_TakesTheValueAsItReads(string query, string sameCaller)
    {
        // Sixteen routes salt sixteen choices, so two keys that differ would hardly agree on all of them.
        var options = Given.Routes([.. Enumerable.Range(0, 16).Select(i => ($"r{i}", Sticky(i)))]);
        var router = new TrafficRouter(options);

        for (var i = 0; i < 16; i++)
        {
            var one = new TestRequest("GET", "http://reviews/", ("x-route", $"{i}")) { RawQuery = query };
            var other = new TestRequest("GET", "http://reviews/", ("x-route", $"{i}")) { RawQuery = sameCaller };
            Assert.NotNull(router.Explain(in one).Backend);
            Assert.Same(router.Explain(in one).Backend, router.Explain(in other).Backend);
        }

        static RouteOptions Sticky(int i)
        {
            var route = Given.Split(("v1", 50), ("v2", 50));
            route.Sticky = new() { Query = "user" };
            route.Matches.Add(Given.Header("x-route", $"{i}"));
            return route;
        }
    }

    [Theory]
    [InlineData("x-user:a", "x-user:a x-session:b", true)]
    [InlineData("x-session:b", "x-session:b", true)]
    [InlineData("x-session:b", "x-user:b", true)]
    [InlineData("x-session:b", "x-user: x-session:b", true)]
    [InlineData("x-session:b", "", false)]
    public void Explain_StickyWithAFallback_TakesItsValueWhereTheFirstHasNone(string one, string other, bool isTied)
    {
        var options = Given.Routes([.. Enumerable.Range(0, 16).Select(i => ($"r{i}", Sticky(i)))]);
        var router = new TrafficRouter(options);

        Assert.All(Enumerable.Range(0, 16), i =>
        {
            Assert.NotNull(BackendOf(one, i));
            Assert.Equal(isTied ? BackendOf(one, i) : null, BackendOf(other, i));
        });

        Backend? BackendOf(string headers, int route)
        {
            var request = new TestRequest("GET", "http://reviews/", [.. headers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append($"x-route:{route}").Select(h => (h.Split(':')[0], h.Split(':')[1]))]);
            return router.Explain(in request).Backend;
        }

        static RouteOptions Sticky(int i)
        {
            var route = Given.Split(("v1", 50), ("v2", 50));
            route.Sticky = new() { Header = "x-user", Fallback = new() { Header = "x-session" } };
            route.Matches.Add(Given.Header("x-route", $"{i}"));
            return route;
        }
    }

    [Fact]
    public void Explain_RoundRobin_DoesNotAdvanceIt()
    {
        var route = Given.Split(("v1", 1), ("v2", 1));
        route.Selection = SelectionNames.RoundRobin;
        var router = new TrafficRouter(Given.Routes(("all", route)));
        var request = new TestRequest("GET", "http://reviews/");
        var first = router.Decide(in request)?.Backend;

        router.Explain(in request);

        Assert.NotSame(first, router.Decide(in request)?.Backend);
    }

    [Fact]
    public void Explain_OverlaidRoute_NamesTheOwner()
    {
        var router = new TrafficRouter(Given.Routes(("all", Given.Split(("v1", 1), ("v2", 0)))));
        router.SetOverlay(new() { Owner = "reviews-v2", Service = "reviews", Route = "all", Weights = new Dictionary<string, int> { ["v1"] = 80, ["v2"] = 20 } });

        Assert.Contains("v2 20 %, weights by 'reviews-v2'", router.Explain(new TestRequest("GET", "http://reviews/")).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/redirect", "reviews/redirect: redirected with 308.")]
    [InlineData("/answer", "reviews/answer: answered here with 410.")]
    [InlineData("/turns", "reviews/turns (round robin: v1 50 %, v2 50 %)")]
    [InlineData("/one", "reviews/one -> v1 (random: v1 100 %)")]
    [InlineData("/sticky", "reviews/sticky (sticky by 'x-user', salt 'reviews/sticky': v1 50 %, v2 50 %)")]
    [InlineData("/none", "No route of service 'reviews' matches: answered with 404.")]
    public void Explain_EachOutcome_IsSaidInWords(string path, string expected)
    {
        var router = new TrafficRouter(Outcomes());

        Assert.Equal(expected, router.Explain(new TestRequest("GET", $"http://reviews{path}")).ToString().Split('\n')[0]);
    }

    [Fact]
    public void Explain_NoRouteOfAServiceThatPassesThrough_SaysSoAndWhy() => Assert.Equal(
        "No route of service 'reviews' matches: the request passes through untouched.\n  not only: path does not start with segment prefix '/a' (it is '/b')",
        new TrafficRouter(Given.Routes(("only", Given.To("v1", Given.Path("/a"))))).Explain(new TestRequest("GET", "http://reviews/b")).ToString());

    [Fact]
    public void Explain_AnotherPort_SaysWhichOnesTheRoutesAreFor()
    {
        var options = Given.Routes(("only", Given.To("v1")));
        options.Services["reviews"].Ports.Add(80);
        options.Services["reviews"].Ports.Add(81);

        Assert.Equal(
            "The routes of service 'reviews' are for the ports 80, 81, not 443: the request passes through untouched.",
            new TrafficRouter(options).Explain(new TestRequest("GET", "https://reviews/")).ToString());
    }

    private static TrafficRoutingOptions Outcomes()
    {
        var turns = Given.Split(("v1", 1), ("v2", 1));
        turns.Selection = SelectionNames.RoundRobin;
        var sticky = Given.Split(("v1", 1), ("v2", 1));
        sticky.Sticky = new() { Header = "x-user" };
        var options = Given.Routes(
            ("redirect", new RouteOptions { Redirect = new() { Status = 308, Host = "new.example" } }),
            ("answer", new RouteOptions { DirectResponse = new() { Status = 410 } }),
            ("turns", turns),
            ("one", Given.To("v1")),
            ("sticky", sticky));
        foreach (var (name, route) in options.Services["reviews"].Routes)
            route.Matches.Add(Given.Path($"/{name}"));
        options.Services["reviews"].Unmatched = UnmatchedBehavior.NotFound;
        return options;
    }
}

using TrafficRouting.TestKit;

namespace TrafficRouting.Tests.Tables;

/// <summary>What identifies a caller, wherever it is read from.</summary>
public sealed class StickyKeyTests
{
    public static TheoryData<string> Sources => ["header", "cookie", "query", "property", "baggage", "fallback"];

    [Theory]
    [MemberData(nameof(Sources))]
    public void Decide_ACallerThatIsKnown_GoesToOneBackendAndOthersToBoth(string source)
    {
        var router = new TrafficRouter(Given.Routes(("all", Sticky(source))));
        var chosen = Enumerable.Range(0, 20).Select(caller => Enumerable.Range(0, 5).Select(_ => Decide(router, source, $"caller-{caller}")).Distinct().ToList()).ToList();

        Assert.All(chosen, backends => Assert.Single(backends));
        Assert.Equal(["v1", "v2"], chosen.Select(backends => backends[0]).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Decide_ACallerWithoutAValue_IsDrawn(string source)
    {
        var router = new TrafficRouter(Given.Routes(("all", Sticky(source))));

        Assert.Equal(2, Enumerable.Range(0, 100).Select(_ => Decide(router, source, caller: "")).Distinct().Count());
    }

    [Fact]
    public void Decide_AnEscapedQuery_IsTheSameCaller()
    {
        var router = new TrafficRouter(Given.Routes(("all", Sticky("query"))));

        for (var caller = 0; caller < 20; caller++)
            Assert.Equal(Decide(router, "query", $"c-{caller}"), Decide(router, "query", $"%63%2D{caller}"));
    }

    private static RouteOptions Sticky(string source)
    {
        var route = Given.Split(("v1", 1), ("v2", 1));
        route.Sticky = source switch
        {
            "header" => new() { Header = "user" },
            "cookie" => new() { Cookie = "user" },
            "query" => new() { Query = "user" },
            "property" => new() { Property = "user" },
            "baggage" => new() { Baggage = "user" },
            _ => new() { Header = "nobody-sends-it", Fallback = new() { Property = "user" } },
        };
        return route;
    }

    private static string? Decide(TrafficRouter router, string source, string caller)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["user"] = caller };
        var request = source switch
        {
            "header" => new TestRequest("GET", "http://reviews/", ("user", caller)),
            "cookie" => new TestRequest("GET", "http://reviews/", ("Cookie", $"a=b; user={caller}")),
            "query" => new TestRequest("GET", $"http://reviews/?a=b&user={caller}"),
            "baggage" => new TestRequest("GET", "http://reviews/") { Baggage = values },
            _ => new TestRequest("GET", "http://reviews/") { Properties = values },
        };
        return router.Decide(in request)?.Backend?.Name;
    }
}

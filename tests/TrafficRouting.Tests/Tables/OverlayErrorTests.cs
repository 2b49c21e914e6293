using TrafficRouting.TestKit;

namespace TrafficRouting.Tests.Tables;

/// <summary>Overlays that are refused as the configuration would be, with what is wrong in them.</summary>
public sealed class OverlayErrorTests
{
    private static readonly TestRequest Request = new("GET", "http://reviews/");

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 2)]
    [InlineData(1, 1_000_001)]
    public void SetOverlay_InvalidWeights_AreRefused(int v1, int v2)
    {
        var router = new TrafficRouter(Given.Routes(("all", Given.To("v1"))));

        Assert.Throws<ArgumentException>(() => router.SetOverlay(Overlay(("v1", v1), ("v2", v2))));
    }

    [Theory]
    [InlineData()]
    [InlineData(0, 0)]
    [InlineData(-1, 2)]
    public void SetOverlay_PriorityRouteThatLeadsNowhere_IsRefusedAlsoWhileDormant(params int[] weights)
    {
        var router = new TrafficRouter(Given.Routes(("all", Given.To("v1"))));
        var leading = Given.Split([.. weights.Select((w, i) => ($"v{i + 1}", w))]);

        var error = Assert.Throws<ArgumentException>(() => router.SetOverlay(Dormant(leading)));

        Assert.Contains("PriorityRoutes:testers", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, Action<RouteOptions>> InvalidRoutes() => new()
    {
        { "RequestHeaders:Set:x", r => r.RequestHeaders = new() { Set = { ["x"] = "a\r\nsecret: b" } } },
        { "RequestHeaders:Set:Host", r => r.RequestHeaders = new() { Set = { ["Host"] = "secret" } } },
        { "RequestHeaders:Remove:0", r => r.RequestHeaders = new() { Remove = { "Content-Length" } } },
        { "ResponseHeaders:Add:x", r => r.ResponseHeaders = new() { Add = { ["x"] = "\u0007secret" } } },
        { "RequestHeaders:Set:x", r => r.RequestHeaders = new() { Set = { ["x"] = null! } } },
        { "Rewrite:Host", r => r.Rewrite = new() { Host = "me:secret@host" } },
        { "Rewrite:Path", r => r.Rewrite = new() { Path = "/a/../b" } },
        { "Matches:0:Path:Regex", r => r.Matches.Add(new() { Path = new() { Regex = "(" } }) },
        { "Matches:0", r => r.Matches.Add(null!) },
        { "Mirrors:v3:RequestHeaders:Set:x", r => r.Mirrors["v3"] = new() { RequestHeaders = new() { Set = { ["x"] = "secret\n" } } } },
        { "Timeout", r => r.Timeout = TimeSpan.Zero },
        { "Redirect:Host", r => (r.Weights["v2"], r.Redirect) = (0, new() { Host = "h\r\nx: y" }) },
        { "ResponseHeaders:Set:Content-Length", r => r.ResponseHeaders = new() { Set = { ["Content-Length"] = "secret" } } },
        { "Rewrite:Host", r => r.Rewrite = new() { Host = "a host" } },
        { "Matches:0:Headers:x:Regex", r => r.Matches.Add(new() { Headers = { ["x"] = new() { Regex = "secret(" } } }) },
        { "Sticky:Cookie", r => r.Sticky = new() { Cookie = "a;b" } },
    };

    [Theory]
    [MemberData(nameof(InvalidRoutes))]
    public void SetOverlay_PriorityRouteThatConfigurationWouldRefuse_IsRefusedWithItsPathAndWithoutItsValues(string path, Action<RouteOptions> edit)
    {
        var router = new TrafficRouter(Given.Routes(("all", Given.To("v1"))));
        var leading = Given.To("v2");
        edit(leading);

        var error = Assert.Throws<ArgumentException>(() => router.SetOverlay(Dormant(leading)));

        Assert.Contains($"PriorityRoutes:testers:{path}: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SetOverlay_NullAndInvalidMirrors_AreRefused()
    {
        var router = new TrafficRouter(Given.Routes(("all", Given.To("v1"))));

        var error = Assert.Throws<ArgumentException>(() => router.SetOverlay(new()
        {
            Owner = "rollout",
            Service = "reviews",
            Route = "all",
            PriorityRoutes = new Dictionary<string, RouteOptions> { ["none"] = null! },
            Mirrors = new Dictionary<string, MirrorOptions> { ["v2"] = new() { Percentage = 101 }, ["v3"] = null! },
        }));

        Assert.All(["PriorityRoutes:none: Must not be null", "Mirrors:v3: Must not be null", "Mirrors:v2:Percentage"], p => Assert.Contains(p, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void SetOverlay_TimeoutStatusOfAPriorityRoute_NeedsNoTimeoutOfItsOwn()
    {
        var router = new TrafficRouter(Given.Routes(("all", Given.To("v1"))));
        var leading = Given.To("v2");
        leading.TimeoutStatus = 504;

        router.SetOverlay(Dormant(leading));

        Assert.Equal("v1", router.Decide(in Request)?.Backend?.Name);
    }

    [Fact]
    public void SetOverlay_RouteOfAnotherOwner_IsRefused()
    {
        var router = new TrafficRouter(Given.Routes(("all", Given.Split(("v1", 1), ("v2", 0)))));
        router.SetOverlay(Overlay(("v1", 0), ("v2", 1)));

        var error = Assert.Throws<ArgumentException>(() => router.SetOverlay(new() { Owner = "second", Service = "REVIEWS", Route = "ALL" }));

        Assert.Contains("'rollout' has it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SetOverlay_TooFineWeightsOverARoundRobin_AreRefusedWithTheRoute()
    {
        var turns = Given.Split(("v1", 1), ("v2", 1));
        turns.Selection = SelectionNames.RoundRobin;
        var router = new TrafficRouter(Given.Routes(("all", turns)));

        var error = Assert.Throws<ArgumentException>(() => router.SetOverlay(Overlay(("v1", 999_999), ("v2", 1))));

        Assert.Contains("Services:reviews:Routes:all:Selection", error.Message, StringComparison.Ordinal);
        Assert.Null(router.Table.Services[0].Routes[0].Overlay);
    }

    [Fact]
    public void SetOverlay_LeadingRoundRobinTooFine_IsRefusedWhileItsServiceIsMissing()
    {
        var router = new TrafficRouter(Given.Routes(("all", Given.To("v1"))));
        var leading = new RouteOptions { Selection = SelectionNames.RoundRobin, Weights = { ["v1"] = 999_999, ["v2"] = 1 } };

        var error = Assert.Throws<ArgumentException>(() => router.SetOverlay(Dormant(leading)));

        Assert.Contains("PriorityRoutes:testers", error.Message, StringComparison.Ordinal);
    }

    private static RouteOverlay Overlay(params (string Backend, int Weight)[] weights) => new()
    {
        Owner = "rollout",
        Service = "reviews",
        Route = "all",
        Weights = weights.ToDictionary(w => w.Backend, w => w.Weight, StringComparer.OrdinalIgnoreCase),
    };

    private static RouteOverlay Dormant(RouteOptions leading) => new()
    {
        Owner = "rollout",
        Service = "not there yet",
        Route = "all",
        PriorityRoutes = new Dictionary<string, RouteOptions> { ["testers"] = leading },
    };
}

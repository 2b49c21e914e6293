using TrafficRouting.TestKit;

namespace TrafficRouting.Tests.Matching;

public sealed class KeyedRuleTests
{
    // Enough rules that they are found by key, each under its value alone or with something else that it demands.
    private static readonly RouteTable Table = RouteTable.Compile(Options());

    [Theory]
    [InlineData("tenant-3", null, "tenant-3")]
    [InlineData("TENANT-3", null, "rest")]
    [InlineData("tenant-30", null, "rest")]
    [InlineData("tenant-12", null, "rest")]
    [InlineData("tenant-12", "beta", "tenant-12")]
    [InlineData("FOLDED-1", null, "folded")]
    [InlineData("not-me", null, "rest")]
    [InlineData("", null, "rest")]
    public void Rule_FoundByItsKey_HoldsForNothingElse(string tenant, string? ring, string expected)
    {
        var request = new TestRequest("GET", "http://reviews/", [("x-tenant", tenant), .. ring is null ? [] : new[] { ("x-ring", ring) }]);

        Assert.Equal(expected, Table.Decide(request, RandomSource.Create(1))!.Route!.Name);
    }

    private static TrafficRoutingOptions Options()
    {
        var service = new ServiceOptions { Hosts = { "reviews" } };
        for (var i = 0; i < 20; i++)
        {
            var match = new MatchOptions { Headers = { ["x-tenant"] = new() { Exact = $"tenant-{i}" } } };
            if (i >= 10)
                match.Headers["x-ring"] = new() { Exact = "beta" };
            Add($"tenant-{i}", match);
        }

        Add("folded", new() { Headers = { ["x-tenant"] = new() { Exact = "folded-1", IgnoreCase = true } } });
        Add("turned", new() { Headers = { ["x-tenant"] = new() { Exact = "not-me", Not = true }, ["x-never"] = new() { Exact = "sent" } } });
        service.Routes["rest"] = new() { Order = 1, Weights = { ["v1"] = 1 } };
        return new() { Backends = { ["v1"] = new() { Address = "http://v1" } }, Services = { ["reviews"] = service } };

        void Add(string name, MatchOptions match) => service.Routes[name] = new() { Matches = { match }, Weights = { ["v1"] = 1 } };
    }
}

using TrafficRouting.TestKit;

namespace TrafficRouting.Manifests.Tests.Converting;

/// <summary>Settings of what an HTTPRoute can say, in an order of which it may be another, and requests to them.</summary>
internal static class RandomRoutes
{
    private static readonly string[] Addresses =
        ["http://web.shop.svc.cluster.local:8080", "http://api:81", "http://10.0.0.9:9080", "http://legacy.example.com", "http://[fd00::1]:9080"];

    public static TrafficRoutingOptions Draw(Random random)
    {
        var options = new TrafficRoutingOptions();
        for (var i = 0; i < Addresses.Length; i++)
            options.Backends[$"b{i}"] = new() { Address = Addresses[i], PreserveHost = random.Next(2) == 0, RequestHeaders = random.Next(4) == 0 ? new() { Set = { ["x-backend"] = $"b{i}" } } : null };
        var service = options.Services["s"] = new() { Unmatched = UnmatchedBehavior.NotFound };
        service.Hosts.Add(Of(random, "reviews", "reviews.shop.svc.cluster.local", "shop.example.com"));
        if (random.Next(3) == 0)
            service.Hosts.Add("other.example.com");
        for (var i = 0; i < random.Next(1, 5); i++)
            service.Routes[$"r{i}"] = Route(random, i);
        return options;
    }

    public static TestRequest Request(Random random, string host) => new(
        Of(random, "GET", "POST"),
        $"http://{host}{Of(random, "/", "/a", "/a/b", "/ab", "/b", "/B")}{Of(random, "", "?q=1", "?q=2")}",
        [.. new[] { ("x", "1"), ("x", "12"), ("y", "A") }.Where(_ => random.Next(2) == 0).DistinctBy(h => h.Item1)]);

    private static RouteOptions Route(Random random, int order)
    {
        var route = new RouteOptions { Order = random.Next(3) == 0 ? order : 0 };
        for (var i = 0; i < random.Next(3); i++)
            route.Matches.Add(Match(random));
        if (random.Next(6) == 0)
        {
            route.Redirect = new() { Status = 301, Path = "/gone" };
            return route;
        }

        for (var i = random.Next(1, 3); i > 0; i--)
            route.Weights[$"b{random.Next(Addresses.Length)}"] = random.Next(1, 5);
        if (random.Next(4) == 0)
            route.Mirrors[$"b{random.Next(Addresses.Length)}"] = new() { Percentage = Of(random, 10, 12.5, 100), Methods = { "*" }, ForwardCredentials = true };
        if (random.Next(4) == 0)
            route.Rewrite = new() { PathPrefix = "/x" };
        if (random.Next(4) == 0)
            route.Timeout = TimeSpan.FromMilliseconds(Of(random, 1500, 2000, 90_000));
        if (random.Next(4) == 0)
            route.RequestHeaders = new() { Set = { ["a"] = "1" }, Add = { ["b"] = "2" }, Remove = { "c" } };
        return route;
    }

    private static MatchOptions Match(Random random)
    {
        var match = new MatchOptions();
        if (random.Next(3) > 0)
            match.Path = Of<PathConditionOptions>(random, new() { PathPrefix = "/a" }, new() { Exact = "/a/b" }, new() { PathPrefix = "/" }, new() { Prefix = "/a" }, new() { Exact = "/b", IgnoreCase = true }, new() { In = { "/a", "/b" } });
        if (random.Next(4) == 0)
            match.Method = Of<StringConditionOptions>(random, new() { Exact = "POST" }, new() { In = { "GET", "POST" } });
        if (random.Next(3) == 0)
            match.Headers["x"] = Of<StringConditionOptions>(random, new() { Exact = "1" }, new() { Prefix = "1" }, new() { Present = true }, new() { In = { "1", "2" } }, new() { Suffix = "2" });
        if (random.Next(4) == 0)
            match.Headers["y"] = new() { Exact = "a", IgnoreCase = true };
        if (random.Next(4) == 0)
            match.Query["q"] = new() { Exact = "1" };
        if (random.Next(5) == 0)
            match.Cookies["k"] = new() { Exact = "1" };
        if (random.Next(5) == 0)
        {
            match.AnyOf.Add(new() { Headers = { ["z"] = new() { Exact = "1" } } });
            match.AnyOf.Add(new() { Method = new() { Exact = "GET" } });
        }

        return match;
    }

    private static T Of<T>(Random random, params T[] values) => values[random.Next(values.Length)];
}

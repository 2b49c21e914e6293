using FsCheck;
using FsCheck.Fluent;
using TrafficRouting.TestKit;

namespace TrafficRouting.Cli.Tests.Comparing;

/// <summary>Tables and requests of so few words that requests often meet conditions.</summary>
internal static class RandomTable
{
    private static readonly string[] Words = ["a", "A", "ab", "aB", "abc", "b", ""];
    private static readonly string[] Paths = ["/", "/a", "/a/", "/a/b", "/ab", "/A", "/b"];
    private static readonly string[] Hosts = ["one", "two", "*.shop", "x.shop", "*"];
    private static readonly string[] Backends = ["v1", "v2", "v3"];

    /// <summary>Gets a table, and one that comes of it by a change.</summary>
    public static Gen<(TrafficRoutingOptions Old, TrafficRoutingOptions New)> Pair { get; } =
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select Draw(new(seed));

    public static TestRequest Request(Random random)
    {
        string[] hosts = ["one", "two", "x.shop", "y.shop", "y.x.shop", "other"];
        var headers = Some(random, 2, () => (Of(random, "x", "y"), Of(random, "a", "A", "aB", "ab", "AB", "abc", "abz", "az", "b", "", "c"))).DistinctBy(h => h.Item1).ToList();
        if (random.Next(2) == 0)
            headers.Add(("Cookie", $"{Of(random, "k", "l")}={Of(random, "a", "ab", "Ab", "z")}"));
        return new(Of(random, "GET", "POST", "PUT"), $"{Of(random, "http", "https")}://{Of(random, hosts)}", [.. headers])
        {
            Port = random.Next(3) == 0 ? 8080 : 80,
            RawPath = Of(random, "/", "/a", "/a/", "/a/b", "/ab", "/A", "/abc", "/a/b/c", "/b", "/z", "/aB"),
            RawQuery = Of(random, "", "q=a", "q=aB", "q=abz", "q=", "q=z"),
        };
    }

    public static (TrafficRoutingOptions Old, TrafficRoutingOptions New) Draw(Random random)
    {
        var old = Table(random);
        if (random.Next(4) == 0)
            return (old, Table(random));
        var @new = (TrafficRoutingOptions)TrafficRoutingOptions.Shape.Clone(old);
        var other = Table(random);
        foreach (var (name, service) in other.Services)
        {
            if (@new.Services.TryGetValue(name, out var changed))
                changed.Routes[Of(random, [.. changed.Routes.Keys])] = service.Routes.Values.First();
        }

        if (random.Next(3) == 0)
            @new.Backends[Of(random, Backends)].Address = "http://moved";
        return (old, @new);
    }

    private static TrafficRoutingOptions Table(Random random)
    {
        var options = new TrafficRoutingOptions();
        foreach (var backend in Backends)
            options.AddBackend(backend, $"http://{backend}");
        var hosts = Hosts.ToList();
        foreach (var name in new[] { "s", "t" }.Take(random.Next(1, 3)))
        {
            var service = new ServiceOptions { Unmatched = random.Next(2) == 0 ? UnmatchedBehavior.NotFound : UnmatchedBehavior.PassThrough };
            for (var i = random.Next(1, 3); i > 0; i--)
            {
                service.Hosts.Add(hosts[random.Next(hosts.Count)]);
                hosts.Remove(service.Hosts[^1]);
            }

            if (random.Next(4) == 0)
                service.Ports.Add(8080);
            for (var i = 0; i < random.Next(1, 5); i++)
                service.Routes[$"r{i}"] = Route(random, i);
            options.Services[name] = service;
        }

        return options;
    }

    private static RouteOptions Route(Random random, int order)
    {
        var route = new RouteOptions { Order = order };
        foreach (var match in Some(random, 3, () => Match(random, depth: 1)))
            route.Matches.Add(match);
        if (random.Next(4) == 0)
            route.DirectResponse = new() { Status = random.Next(2) == 0 ? 403 : 404 };
        else
            route.Weights[Of(random, Backends)] = 1 + random.Next(2);
        if (route.Weights.Count > 0 && random.Next(3) == 0)
            route.Weights["v3"] = 1;
        if (route.Weights.Count > 0 && random.Next(3) == 0)
            route.Mirrors["v2"] = new() { Percentage = 10 * random.Next(1, 3) };
        if (route.Weights.Count > 0 && random.Next(3) == 0)
            route.Rewrite = new() { PathPrefix = Of(random, "/x", "/y") };
        return route;
    }

    private static MatchOptions Match(Random random, int depth)
    {
        var match = new MatchOptions();
        if (random.Next(2) == 0)
            match.Path = Condition(random, new PathConditionOptions(), Paths);
        if (random.Next(4) == 0)
            match.Method = new() { Exact = Of(random, "GET", "POST") };
        if (random.Next(8) == 0)
            match.Scheme = new() { Exact = "https", Not = random.Next(2) == 0 };
        if (random.Next(8) == 0)
            match.Host = Condition(random, new StringConditionOptions(), ["one", "x.shop", "y", "t"]);
        if (random.Next(8) == 0)
            match.Port = 8080;
        foreach (var name in Some(random, 2, () => Of(random, "x", "X", "y")))
            match.Headers[name] = Condition(random, new StringConditionOptions(), Words);
        if (random.Next(4) == 0)
            match.Query["q"] = Condition(random, new StringConditionOptions(), Words);
        if (random.Next(4) == 0)
            match.Cookies[Of(random, "k", "l")] = Condition(random, new StringConditionOptions(), Words);
        if (depth > 0 && random.Next(4) == 0)
        {
            match.AnyOf.Add(Match(random, 0));
            match.AnyOf.Add(Match(random, 0));
        }

        if (depth > 0 && random.Next(4) == 0)
            match.NoneOf.Add(Match(random, 0));
        if (depth > 0 && random.Next(6) == 0)
            match.AllOf.Add(Match(random, 0));
        return match;
    }

    private static T Condition<T>(Random random, T condition, string[] texts)
        where T : StringConditionOptions
    {
        switch (random.Next(5))
        {
            case 0:
                condition.Prefix = Of(random, texts);
                break;
            case 1:
                condition.In.Add(Of(random, texts));
                condition.In.Add(Of(random, texts));
                break;
            case 2 when condition is PathConditionOptions path:
                path.PathPrefix = Of(random, texts);
                break;
            case 3:
                condition.Present = random.Next(3) > 0 || condition is PathConditionOptions;
                break;
            default:
                condition.Exact = Of(random, texts);
                break;
        }

        condition.IgnoreCase = random.Next(3) == 0;
        condition.Not = random.Next(4) == 0;
        return condition;
    }

    private static List<T> Some<T>(Random random, int below, Func<T> draw) => Enumerable.Range(0, random.Next(below)).Select(_ => draw()).ToList();

    private static string Of(Random random, params string[] texts) => texts[random.Next(texts.Length)];
}

namespace TrafficRouting.Benchmarks.Matching;

/// <summary>Tables of one shape with the requests that take their rules, a catch-all at the end.</summary>
internal static class RuleSamples
{
    private const int RequestCount = 64;

    public static RequestMatcher[] Rules(RuleShape shape, int count) =>
    [
        .. Enumerable.Range(0, count - 1).Select(i => RequestMatcher.Compile(Rule(shape, i))),
        RequestMatcher.Compile(new MatchOptions()),
    ];

    /// <summary>Makes requests for rules spread evenly over the table.</summary>
    public static HttpRequestMessage[] Requests(RuleShape shape, int count) =>
        [.. Enumerable.Range(0, RequestCount).Select(i => Request(shape, (int)((long)i * 2_654_435_761 % count)))];

    private static MatchOptions Rule(RuleShape shape, int i) => shape switch
    {
        RuleShape.Tenants => new() { Path = Segments("/api"), Headers = { ["x-tenant"] = Exact($"tenant-{i}") } },
        RuleShape.Paths => new() { Path = Segments($"/api/service-{i}") },
        RuleShape.SharedKeys => new() { Path = Segments("/api"), Headers = { ["x-tenant"] = Exact("shared"), ["user-agent"] = new() { Regex = $"agent-{i}" } } },
        RuleShape.OnlyRegex => new() { Path = new() { Regex = $"/api/service-{i}/.*" } },
        RuleShape.OnlyNot => new() { Headers = { ["x-tenant"] = new() { Exact = $"tenant-{i}", Not = true } } },
        RuleShape.OwnHeaders => new() { Headers = { [$"x-feature-{i}"] = Exact("on") } },
        _ => (i % 4) switch
        {
            0 => new() { Headers = { ["x-tenant"] = Exact($"tenant-{i}") } },
            1 => new() { Path = Segments($"/api/service-{i}") },
            2 => new() { Path = new() { Prefix = $"/api/service-{i}." } },
            _ => new() { Path = new() { Exact = $"/api/service-{i}/orders" }, Method = Exact("GET") },
        },
    };

    private static HttpRequestMessage Request(RuleShape shape, int i)
    {
        var path = shape == RuleShape.Mixed && i % 4 == 2 ? $"/api/service-{i}.1/orders" : $"/api/service-{i}/orders";
        var request = new HttpRequestMessage(HttpMethod.Get, $"http://shop.example{path}");
        request.Headers.TryAddWithoutValidation("accept", "application/json");
        request.Headers.TryAddWithoutValidation("user-agent", $"agent-{i}");
        request.Headers.TryAddWithoutValidation("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        request.Headers.TryAddWithoutValidation("x-tenant", shape == RuleShape.SharedKeys ? "shared" : $"tenant-{i}");
        if (shape == RuleShape.OwnHeaders)
            request.Headers.TryAddWithoutValidation($"x-feature-{i}", "on");
        return request;
    }

    private static PathConditionOptions Segments(string prefix) => new() { PathPrefix = prefix };

    private static StringConditionOptions Exact(string value) => new() { Exact = value };
}

namespace TrafficRouting.Manifests.Tests.Intents;

/// <summary>One rule of an intent: a path and everything below it, or that path alone, under further conditions.</summary>
internal sealed record IntentRule(bool IsExact, string Path, string? Method, string? Header, string? Query, IReadOnlyDictionary<string, int> Weights)
{
    private static readonly string[] Services = ["shop.Cart", "shop.Carts", "a"];

    private static readonly string[] Paths = ["/", "/a", "/b", "/a/b", "/a/c", "/a/b/c"];

    public string Conditions => $"{IsExact} {Path} {Method} {Header} {Query}";

    /// <summary>A rule for calls of gRPC: a method of a service, a whole service, or any.</summary>
    public static IntentRule ForCalls(Random random)
    {
        var (service, method) = (random.Next(4) == 0 ? null : Services[random.Next(Services.Length)], random.Next(2) == 0 ? "/Get" : null);
        return new(service is not null && method is not null, $"/{service}{(service is null ? null : method)}", null, random.Next(3) == 0 ? "one" : null, null, Shares(random));
    }

    public static IntentRule From(Random random) => new(
        random.Next(3) == 0,
        Paths[random.Next(Paths.Length)],
        random.Next(3) == 0 ? "POST" : null,
        random.Next(3) == 0 ? "one" : null,
        random.Next(4) == 0 ? "1" : null,
        Shares(random));

    // One share is above zero, since formats disagree on what happens without any.
    private static Dictionary<string, int> Shares(Random random) =>
        new[] { "a", "b", "c" }.Take(random.Next(1, 4)).Index().ToDictionary(b => b.Item, b => random.Next(b.Index == 0 ? 1 : 0, 100), StringComparer.Ordinal);
}

namespace TrafficRouting.Manifests.Tests.Intents;

/// <summary>One rule of an intent: a path and everything below it, or that path alone, under further conditions.</summary>
internal sealed record IntentRule(bool IsExact, string Path, string? Method, string? Header, string? Query, IReadOnlyDictionary<string, int> Weights)
{
    private static readonly string[] Paths = ["/", "/a", "/b", "/a/b", "/a/c", "/a/b/c"];

    public string Conditions => $"{IsExact} {Path} {Method} {Header} {Query}";

    public static IntentRule From(Random random) => new(
        random.Next(3) == 0,
        Paths[random.Next(Paths.Length)],
        random.Next(3) == 0 ? "POST" : null,
        random.Next(3) == 0 ? "one" : null,
        random.Next(4) == 0 ? "1" : null,
        // One share is above zero, since formats disagree on what happens without any.
        new[] { "a", "b", "c" }.Take(random.Next(1, 4)).Index().ToDictionary(b => b.Item, b => random.Next(b.Index == 0 ? 1 : 0, 100), StringComparer.Ordinal));
}

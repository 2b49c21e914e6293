namespace TrafficRouting.Manifests.Tests.Intents;

/// <summary>One rule of an intent.</summary>
internal sealed record IntentRule(bool IsExact, string Path, string? Method, string? Header, IReadOnlyDictionary<string, int> Weights)
{
    private static readonly string[] Paths = ["/", "/a", "/b", "/a/b", "/a/c", "/a/b/c"];

    public string Signature => $"{IsExact} {Path} {Method} {Header}";

    public static IntentRule From(Random random) => new(
        random.Next(3) == 0,
        Paths[random.Next(Paths.Length)],
        random.Next(3) == 0 ? "POST" : null,
        random.Next(3) == 0 ? "one" : null,
        new[] { "a", "b", "c" }.Take(random.Next(1, 4)).ToDictionary(b => b, _ => random.Next(1, 100), StringComparer.Ordinal));
}

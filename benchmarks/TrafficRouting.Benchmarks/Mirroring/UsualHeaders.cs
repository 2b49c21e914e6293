namespace TrafficRouting.Benchmarks.Mirroring;

/// <summary>What a usual request carries.</summary>
internal static class UsualHeaders
{
    public static IReadOnlyList<(string Name, string Value)> All { get; } =
    [
        ("Accept", "application/json"), ("User-Agent", "orders/1.0"), ("Accept-Language", "en"), ("X-Request-Id", "5f0c9d3e"),
        ("X-User-Id", "4711"), ("X-Tenant", "blue"), ("Cache-Control", "no-cache"), ("Authorization", "Bearer token"),
    ];
}

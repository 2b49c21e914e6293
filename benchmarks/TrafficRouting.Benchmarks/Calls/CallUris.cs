namespace TrafficRouting.Benchmarks.Calls;

/// <summary>The URIs that calls are made to.</summary>
internal static class CallUris
{
    /// <summary>Gets so many, as of REST with ids, that none is met again while anything remembers it.</summary>
    public static string[] Different { get; } = [.. Enumerable.Range(0, 20_000).Select(i => $"http://reviews/api/products/{100_000 + (i * 37)}/reviews")];

    /// <summary>Gets others, that fill what remembers the first that come.</summary>
    public static string[] Others { get; } = [.. Enumerable.Range(0, 10_000).Select(i => $"http://reviews/api/orders/{i}")];

    public static string[] Query { get; } = ["http://reviews/api/products/42?page=1"];

    public static string[] Seen { get; } = ["http://reviews/api/products/42"];

    public static string[] Elsewhere { get; } = ["http://elsewhere/api/products/42"];
}

namespace TrafficPage;

/// <summary>How a backend of the shop behaves.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Milliseconds">The usual time of an answer.</param>
/// <param name="FailingShare">The share of requests answered with 503.</param>
internal sealed record BackendBehavior(string Name, int Milliseconds, double FailingShare = 0)
{
    public static IReadOnlyList<BackendBehavior> All { get; } =
    [
        new("catalog-eu", 12),
        new("catalog-us", 45, 0.004),
        new("catalog-next", 20, 0.03),
        new("reviews-v1", 25, 0.004),
        new("reviews-v2", 18, 0.006),
        new("cart", 8),
        new("cart-audit", 5),
        new("payments-a", 60, 0.002),
        new("payments-b", 90, 0.09),
    ];
}

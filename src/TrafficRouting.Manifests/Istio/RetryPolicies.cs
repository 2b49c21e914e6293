namespace TrafficRouting.Manifests;

/// <summary>The conditions of <c>retryOn</c>, and the failures that each stands for.</summary>
internal static class RetryPolicies
{
    private static readonly string[] Broken = ["ConnectFailure", "Reset", "Timeout"];

    // Null for what is told by headers or by the status of a call of gRPC, whose body cannot be sent again.
    private static readonly Dictionary<string, string[]?> Means = new(StringComparer.Ordinal)
    {
        ["5xx"] = ["5xx", .. Broken],
        ["gateway-error"] = ["502-504", .. Broken],
        ["reset"] = Broken,
        ["reset-before-request"] = ["ConnectFailure"],
        ["connect-failure"] = ["ConnectFailure"],
        ["retriable-4xx"] = ["409"],
        // The primary handler sends those again by itself.
        ["refused-stream"] = [],
        // The statuses stand beside it.
        ["retriable-status-codes"] = [],
        ["retriable-headers"] = null,
        ["envoy-ratelimited"] = null,
        ["http3-post-connect-failure"] = null,
        ["cancelled"] = null,
        ["deadline-exceeded"] = null,
        ["internal"] = null,
        ["resource-exhausted"] = null,
        ["unavailable"] = null,
    };

    public static IReadOnlyCollection<string> Names => Means.Keys;

    public static bool TryFind(string name, out string[]? means) => Means.TryGetValue(name, out means);
}

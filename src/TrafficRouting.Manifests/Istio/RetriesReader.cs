using System.Globalization;

namespace TrafficRouting.Manifests;

/// <summary>Checks an HTTPRetry, which a resilience handler outside does in a client's process.</summary>
internal static class RetriesReader
{
    private static readonly string[] Policies =
    [
        "5xx", "gateway-error", "reset", "reset-before-request", "connect-failure", "retriable-4xx", "refused-stream", "retriable-status-codes",
        "retriable-headers", "envoy-ratelimited", "http3-post-connect-failure", "cancelled", "deadline-exceeded", "internal", "resource-exhausted", "unavailable",
    ];

    public static void Read(Fields rule)
    {
        if (rule.Map("retries") is not { } retries)
            return;
        var attempts = retries.Integer("attempts", least: 0) ?? 0;
        CheckDuration(retries, "perTryTimeout");
        CheckDuration(retries, "backoff");
        if (attempts == 0 && (retries.Has("perTryTimeout") || retries.Has("retryOn") || retries.Has("retryRemoteLocalities")))
            retries.Incomplete("has attempts 0, which turns retries off; then nothing else may be set");
        foreach (var policy in retries.Text("retryOn") is { Length: > 0 } policies ? policies.Split(',') : [])
        {
            if (!Policies.Contains(policy, StringComparer.Ordinal) && !IsStatus(policy))
                retries.Error("retryOn", $"'{policy}' is no condition; allowed, between commas without blanks: {string.Join(", ", Policies)} and statuses such as 503{Words.DidYouMean(policy, Policies)}");
        }

        _ = retries.Flag("retryRemoteLocalities");
        _ = retries.Flag("retryIgnorePreviousHosts");
    }

    private static void CheckDuration(Fields retries, string field)
    {
        if (retries.Duration(field) is { } time && (time < TimeSpan.FromMilliseconds(1) || time.Ticks % TimeSpan.TicksPerMillisecond != 0))
            retries.Error(field, "must be at least 1ms, in whole milliseconds");
    }

    // Those that have a name.
    private static bool IsStatus(string policy) =>
        int.TryParse(policy, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var status)
        && status is (>= 100 and <= 103) or (>= 200 and <= 208) or 226 or (>= 300 and <= 305) or 307 or 308 or (>= 400 and <= 418)
            or (>= 421 and <= 426) or 428 or 429 or 431 or 451 or (>= 500 and <= 508) or 510 or 511;
}

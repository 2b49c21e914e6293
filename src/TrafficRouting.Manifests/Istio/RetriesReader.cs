using System.Globalization;

namespace TrafficRouting.Manifests;

/// <summary>Reads an HTTPRetry. Where a rule has none, nothing is sent again, although a sidecar would try twice more.</summary>
internal static class RetriesReader
{
    /// <summary>Reads the retries; null without any.</summary>
    public static HttpRetries? Read(Fields rule)
    {
        if (rule.Map("retries") is not { } retries)
            return null;
        var attempts = retries.Integer("attempts", least: 0) ?? 0;
        var timeout = IstioDuration.Read(retries, "perTryTimeout");
        if (attempts == 0 && (retries.Has("perTryTimeout") || retries.Has("retryOn") || retries.Has("retryRemoteLocalities")))
            retries.Incomplete("has attempts 0, which turns retries off; then nothing else may be set");
        var causes = ReadCauses(retries, hasTimeout: timeout is not null);
        _ = retries.Flag("retryRemoteLocalities");
        _ = retries.Flag("retryIgnorePreviousHosts");
        if (IstioDuration.Read(retries, "backoff") is not null)
            retries.Warning("backoff", "is not done here: a request is sent again at once");
        return new(attempts == 0 || causes.Count == 0 ? null : Retries.Of(retries, "attempts", attempts, causes, RetriedMethods.All), timeout);
    }

    private static List<string> ReadCauses(Fields retries, bool hasTimeout)
    {
        var causes = new List<string>();
        var undone = new List<string>();
        foreach (var policy in retries.Text("retryOn") is { Length: > 0 } policies ? policies.Split(',') : ["connect-failure"])
        {
            if (IsStatus(policy))
                causes.Add(policy);
            else if (!RetryPolicies.TryFind(policy, out var means))
                retries.Error("retryOn", $"'{policy}' is no condition; allowed, between commas without blanks: {string.Join(", ", RetryPolicies.Names)} and statuses such as 503{Words.DidYouMean(policy, RetryPolicies.Names)}");
            else if (means is null)
                undone.Add(policy);
            else
                causes.AddRange(means);
        }

        if (undone.Count > 0)
            retries.Warning("retryOn", $"{string.Join(", ", undone)} {(undone.Count == 1 ? "is" : "are")} not done here; other conditions are");
        // Without a time of its own an attempt ends with the whole.
        if (!hasTimeout)
            causes.Remove("Timeout");
        return causes;
    }

    // Those that have a name.
    private static bool IsStatus(string policy) =>
        int.TryParse(policy, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var status)
        && status is (>= 100 and <= 103) or (>= 200 and <= 208) or 226 or (>= 300 and <= 305) or 307 or 308 or (>= 400 and <= 418)
            or (>= 421 and <= 426) or 428 or 429 or 431 or 451 or (>= 500 and <= 508) or 510 or 511;
}

using TrafficRouting.Manifests.Documents;

namespace TrafficRouting.Manifests.Istio;

/// <summary>Checks an HTTPRetry, which a resilience handler outside does in a client's process.</summary>
internal static class RetriesReader
{
    public static void Read(Fields rule)
    {
        if (rule.Map("retries") is not { } retries)
            return;
        var attempts = retries.Integer("attempts", least: 0) ?? 0;
        if (retries.Duration("perTryTimeout") is { } each && each < TimeSpan.FromMilliseconds(1))
            retries.Error("perTryTimeout", "must be at least 1ms");
        if (attempts == 0 && (retries.Has("perTryTimeout") || retries.Has("retryOn")))
            retries.Error("attempts", "is 0, which turns retries off; then nothing else may be set");
        _ = retries.Text("retryOn");
        retries.Ignore("retryRemoteLocalities", "retryIgnorePreviousHosts", "backoff");
        rule.Warning("retries", "is not done here; add a resilience handler outside the traffic routing");
    }
}

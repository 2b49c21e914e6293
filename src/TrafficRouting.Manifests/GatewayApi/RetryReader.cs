using System.Globalization;

namespace TrafficRouting.Manifests;

/// <summary>Reads <c>retry</c>: connections that fail, and the statuses that it names.</summary>
internal static class RetryReader
{
    /// <summary>Reads when a request is sent again; null for never.</summary>
    /// <param name="retry">The retries, or null.</param>
    /// <param name="hasAttemptTimeout">Whether single attempts have a time of their own, so that one that takes longer is made again.</param>
    public static FailoverOptions? Read(Fields? retry, bool hasAttemptTimeout)
    {
        if (retry is null)
            return null;
        List<string> causes = ["ConnectFailure", "Reset"];
        if (hasAttemptTimeout)
            causes.Add("Timeout");
        foreach (var item in retry.Items("codes"))
        {
            if (item is ScalarNode { Value: var text } && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= 400 and <= 599)
                causes.Add(text);
            else
                retry.Error("codes", "must be statuses from 400 to 599");
        }

        if (TimeoutReader.ReadOne(retry, "backoff") is not null)
            retry.Warning("backoff", "is not done here: a request is sent again at once");
        var attempts = retry.Integer("attempts", least: 0) ?? 1;
        return attempts == 0 ? null : Retries.Of(retry, "attempts", attempts, causes, RetriedMethods.All);
    }
}

namespace TrafficRouting.Manifests;

/// <summary>The retries of a document's rule: always to the same destination, with another endpoint where it has several.</summary>
internal static class Retries
{
    private const int Most = 10;

    /// <summary>Makes the failover of a rule.</summary>
    /// <param name="owner">Where it is written.</param>
    /// <param name="field">The field that says how often.</param>
    /// <param name="attempts">How often a request is sent again; above 0.</param>
    /// <param name="causes">The failures; at least one.</param>
    /// <param name="methods">The methods; none for those that may be repeated.</param>
    public static FailoverOptions Of(Fields owner, string field, int attempts, IEnumerable<string> causes, params IEnumerable<string> methods)
    {
        if (attempts > Most)
            owner.Warning(field, $"is more than {Most}, which is as often as a request is sent again here");
        var most = Math.Min(attempts, Most);
        // The documents set no bound beside the attempts.
        var failover = owner.Locate(new FailoverOptions { To = FailoverTarget.SameBackend, Attempts = most, Budget = most });
        foreach (var cause in causes.Distinct(StringComparer.Ordinal))
            failover.On.Add(cause);
        foreach (var method in methods)
            failover.Methods.Add(method);
        return failover;
    }
}

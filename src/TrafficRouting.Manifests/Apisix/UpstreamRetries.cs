namespace TrafficRouting.Manifests;

/// <summary>The retries of a route's upstreams, which nginx makes where the request may be repeated.</summary>
internal static class UpstreamRetries
{
    private static readonly string[] Causes = ["ConnectFailure", "Reset", "Timeout"];

    /// <summary>Makes the failover of a route or rule; null where none of its upstreams has any.</summary>
    public static FailoverOptions? Of(Fields owner, IReadOnlyCollection<string> backends, UpstreamNames upstreams)
    {
        var known = backends.Select(upstreams.Of).OfType<Upstream>().ToList();
        if (known.MaxBy(u => u.Retries) is not { Retries: > 0 and var most } first)
            return null;
        if (known.Exists(u => u.Retries != most))
            owner.Warning($"has upstreams with different retries; the most, {most}, counts for all of them");
        return Retries.Of(first.Fields, "retries", most, Causes);
    }
}

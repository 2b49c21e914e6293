namespace TrafficRouting.Manifests;

/// <summary>An entry of a VirtualService's <c>http</c>.</summary>
/// <param name="Fields">Where it is written.</param>
/// <param name="Name">Its name, or one made of its position.</param>
/// <param name="Matches">Its alternatives, as far as they are meant for this application.</param>
internal sealed record HttpRule(Fields Fields, string Name, List<HttpMatch> Matches)
{
    public List<HttpTarget> Targets { get; } = [];

    public List<HttpMirror> Mirrors { get; init; } = [];

    public HeaderOperations Headers { get; init; } = HeaderOperations.None;

    public RewriteOptions? Rewrite { get; init; }

    public RedirectOptions? Redirect { get; init; }

    public DirectResponseOptions? DirectResponse { get; init; }

    public FaultOptions? Fault { get; init; }

    /// <summary>Gets a value indicating whether a fault is written, even one that is never injected.</summary>
    public bool HasFault { get; init; }

    /// <summary>Gets the time of all attempts together; null for none.</summary>
    public TimeSpan? WholeTimeout { get; init; }

    public HttpRetries? Retries { get; init; }

    /// <summary>Gets the VirtualService whose rules stand in place of this one.</summary>
    public Fields? Delegate { get; init; }

    // Istio leaves timeouts and retries off where faults are injected.
    public TimeSpan? Timeout => HasFault ? null : Shorter(WholeTimeout, Retries?.PerTryTimeout);

    public FailoverOptions? Failover => HasFault ? null : Retries?.Failover;

    /// <summary>Gets a value indicating whether a rewrite or redirect replaces what a match took of the path.</summary>
    public bool ReplacesPrefix => (Rewrite?.PathPrefix ?? Redirect?.PathPrefix) is not null;

    private static TimeSpan? Shorter(TimeSpan? whole, TimeSpan? attempt) => attempt < whole || whole is null ? attempt : whole;
}

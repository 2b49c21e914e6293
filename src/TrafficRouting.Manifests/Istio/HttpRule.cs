namespace TrafficRouting.Manifests;

/// <summary>An entry of a VirtualService's <c>http</c>.</summary>
/// <param name="Fields">Where it is written.</param>
/// <param name="Name">Its name, or one made of its position.</param>
/// <param name="Matches">Its alternatives, as far as they are meant for this application.</param>
internal sealed record HttpRule(Fields Fields, string Name, List<HttpMatch> Matches)
{
    public List<HttpTarget> Targets { get; } = [];

    public List<HttpMirror> Mirrors { get; } = [];

    public HeaderOperations Headers { get; init; } = HeaderOperations.None;

    public RewriteOptions? Rewrite { get; init; }

    public RedirectOptions? Redirect { get; init; }

    public DirectResponseOptions? DirectResponse { get; init; }

    public FaultOptions? Fault { get; init; }

    public TimeSpan? Timeout { get; init; }

    public FailoverOptions? Failover { get; init; }

    /// <summary>Gets a value indicating whether a rewrite or redirect replaces what a match took of the path.</summary>
    public bool ReplacesPrefix => (Rewrite?.PathPrefix ?? Redirect?.PathPrefix) is not null;
}

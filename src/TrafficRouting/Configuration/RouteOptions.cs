namespace TrafficRouting;

/// <summary>A rule of a service: which requests it takes, and what is done with them.</summary>
public sealed class RouteOptions
{
    /// <summary>Gets or sets a value indicating whether the route takes part in routing.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets the position: lower is tried first; ties go to the more specific match, then to the name.</summary>
    /// <value>The default is 0.</value>
    public int Order { get; set; }

    /// <summary>Gets the matches, any of which is enough. Without one the route takes every request.</summary>
    public IList<MatchOptions> Matches { get; } = [];

    /// <summary>Gets the weights by backend name, 0 to 1,000,000 each, of any sum above 0.</summary>
    public IDictionary<string, int> Weights { get; } =
        new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets how a backend is chosen when <see cref="Sticky"/> is absent.</summary>
    /// <value>The default is <see cref="SelectionKind.Random"/>.</value>
    public SelectionKind Selection { get; set; }

    /// <summary>Gets or sets what ties a caller to one backend; its presence selects sticky selection.</summary>
    public StickyOptions? Sticky { get; set; }

    /// <summary>Gets or sets whether retries keep the decision of their request or every attempt is decided anew.</summary>
    /// <value>The default is <see cref="DecisionScope.InitialAttempt"/>.</value>
    public DecisionScope DecideOn { get; set; }

    /// <summary>Gets the mirrors by backend name.</summary>
    public IDictionary<string, MirrorOptions> Mirrors { get; } =
        new Dictionary<string, MirrorOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets the edits made to request headers before the backend's own.</summary>
    public HeaderEditOptions? RequestHeaders { get; set; }

    /// <summary>Gets or sets the edits made to response headers after the backend's own.</summary>
    public HeaderEditOptions? ResponseHeaders { get; set; }

    /// <summary>Gets or sets the edit of path and host.</summary>
    public RewriteOptions? Rewrite { get; set; }

    /// <summary>Gets or sets a redirect answered here. Excludes <see cref="Weights"/> and <see cref="DirectResponse"/>.</summary>
    public RedirectOptions? Redirect { get; set; }

    /// <summary>Gets or sets an answer given here. Excludes <see cref="Weights"/> and <see cref="Redirect"/>.</summary>
    public DirectResponseOptions? DirectResponse { get; set; }

    /// <summary>Gets or sets the time one attempt may take until its response headers arrive; above zero.</summary>
    /// <value>The default is <see langword="null"/>: no timeout of the route's own.</value>
    public TimeSpan? Timeout { get; set; }

    /// <summary>Gets or sets the status answered when <see cref="Timeout"/> passes, 200 to 599.</summary>
    /// <value>The default is <see langword="null"/>: the timeout surfaces as HttpClient's own does.</value>
    public int? TimeoutStatus { get; set; }

    /// <summary>Gets or sets the faults injected on purpose.</summary>
    public FaultOptions? Fault { get; set; }

    /// <summary>Gets or sets the file and line this was written in, when it came from a document.</summary>
    public string? Source { get; set; }
}

namespace TrafficRouting;

/// <summary>A rule of a service: which requests it matches, and what is done with them.</summary>
/// <seealso href="https://github.com/trafficrouting/trafficrouting/blob/main/docs/configuration.md#route">Configuration in the documentation</seealso>
public sealed class RouteOptions
{
    /// <summary>Gets or sets a value indicating whether the route takes part in routing.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets the position: lower is tried first; ties go to the more specific match, then to the name.</summary>
    /// <value>The default is 0.</value>
    public int Order { get; set; }

    /// <summary>Gets the matches, any of which is enough. Without one the route matches every request.</summary>
    public IList<MatchOptions> Matches { get; } = [];

    /// <summary>Gets the weights by backend name, 0 to 1,000,000 each, of any sum above 0.</summary>
    public IDictionary<string, int> Weights { get; } =
        new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets how a backend is chosen: <see cref="SelectionNames.Random"/> or <see cref="SelectionNames.RoundRobin"/>, which <see cref="Sticky"/> takes the place of, or the name of a registered policy.</summary>
    /// <value>The default is <see cref="SelectionNames.Random"/>.</value>
    public string Selection { get; set; } = SelectionNames.Random;

    /// <summary>Gets or sets what ties a caller to one backend; its presence selects sticky selection. A registered policy is given the key instead.</summary>
    public StickyOptions? Sticky { get; set; }

    /// <summary>Gets or sets whether retries keep the decision of their request or every attempt is decided anew.</summary>
    /// <value>The default is <see cref="DecisionScope.InitialAttempt"/>.</value>
    public DecisionScope DecideOn { get; set; }

    /// <summary>Gets the mirrors by backend name.</summary>
    public IDictionary<string, MirrorOptions> Mirrors { get; } =
        new Dictionary<string, MirrorOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets the edits made to request headers before the backend's own.</summary>
    public HeaderEditOptions? RequestHeaders { get; set; }

    /// <summary>Gets or sets the edits made to the baggage that requests leave with, before the backend's own.</summary>
    public BaggageEditOptions? Baggage { get; set; }

    /// <summary>Gets or sets the edits made to response headers after the backend's own.</summary>
    public HeaderEditOptions? ResponseHeaders { get; set; }

    /// <summary>Gets or sets the edit of path and host.</summary>
    public RewriteOptions? Rewrite { get; set; }

    /// <summary>Gets or sets a redirect given here. Excludes <see cref="Weights"/> and <see cref="DirectResponse"/>.</summary>
    public RedirectOptions? Redirect { get; set; }

    /// <summary>Gets or sets a response given here. Excludes <see cref="Weights"/> and <see cref="Redirect"/>.</summary>
    public DirectResponseOptions? DirectResponse { get; set; }

    /// <summary>Gets or sets the time one attempt may take until its response headers arrive; above zero.</summary>
    /// <value>The default is <see langword="null"/>: no timeout of the route's own.</value>
    public TimeSpan? Timeout { get; set; }

    /// <summary>Gets or sets the status given when <see cref="Timeout"/> passes, 200 to 599.</summary>
    /// <value>The default is <see langword="null"/>: the timeout surfaces as HttpClient's own does.</value>
    public int? TimeoutStatus { get; set; }

    /// <summary>Gets or sets when a request that failed is sent again.</summary>
    /// <value>The default is <see langword="null"/>: never.</value>
    public FailoverOptions? Failover { get; set; }

    /// <summary>Gets or sets the faults injected on purpose.</summary>
    public FaultOptions? Fault { get; set; }

    /// <summary>Gets what the application notes about the route, by any key. Routing does not read it; decisions, observers and telemetry show it.</summary>
    public IDictionary<string, string> Metadata { get; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets a value indicating whether backends take turns, whose cycle is laid out in memory.</summary>
    internal bool TakesTurns => Sticky is null && SelectionNames.IsRoundRobin(Selection);

    internal static ObjectShape<RouteOptions> Shape { get; } = new ObjectShape<RouteOptions>("route", "A rule of a service. Exactly one of `Weights`, `Redirect` and `DirectResponse` is set.")
        .Value("Enabled", Scalars.Flag, o => o.Enabled, (o, v) => o.Enabled = (bool)v!, "A disabled route is checked but takes no part, and conflicts with nothing.")
        .Value("Order", Scalars.Integer(), o => o.Order, (o, v) => o.Order = (int)v!, "Lower is tried first. Ties go to the more specific match (exact path, longest prefix, method, number of headers, of query parameters), then to the name.")
        .List("Matches", MatchOptions.Shape, o => o.Matches, "Any of them is enough. Without one the route matches every request.")
        .Map("Weights", Scalars.Weight, Scalars.Name, o => o.Weights, "The split by backend, of any sum above zero. 0 parks a backend.")
        .Value("Selection", Scalars.Name, o => o.Selection, (o, v) => o.Selection = (string)v!, "An independent draw per request (`Random`), exact counts in every cycle, which begins anywhere in each process (`RoundRobin`), or a registered policy. Round robin weights, divided by their greatest common divisor, may sum to 10,000.")
        .Value("Sticky", StickyOptions.Shape, o => o.Sticky, (o, v) => o.Sticky = (StickyOptions?)v, "What ties a caller to one backend: sticky selection, in place of random choice and round robin.")
        .Value("DecideOn", Scalars.Choice(typeof(DecisionScope)), o => o.DecideOn, (o, v) => o.DecideOn = (DecisionScope)v!, "Whether retries keep the decision of their request, or every attempt is decided anew.")
        .Map("Mirrors", MirrorOptions.Shape, Scalars.Name, o => o.Mirrors, "Copies of requests, by backend.")
        .Value("RequestHeaders", HeaderEditOptions.Shape, o => o.RequestHeaders, (o, v) => o.RequestHeaders = (HeaderEditOptions?)v, "Made before the backend's.")
        .Value("Baggage", BaggageEditOptions.Shape, o => o.Baggage, (o, v) => o.Baggage = (BaggageEditOptions?)v, "Made to the baggage that requests leave with, before the backend's.")
        .Value("ResponseHeaders", HeaderEditOptions.Shape, o => o.ResponseHeaders, (o, v) => o.ResponseHeaders = (HeaderEditOptions?)v, "Made after the backend's.")
        .Value("Rewrite", RewriteOptions.Shape, o => o.Rewrite, (o, v) => o.Rewrite = (RewriteOptions?)v, "An edit of path and host.")
        .Value("Redirect", RedirectOptions.Shape, o => o.Redirect, (o, v) => o.Redirect = (RedirectOptions?)v, "A redirect given here.")
        .Value("DirectResponse", DirectResponseOptions.Shape, o => o.DirectResponse, (o, v) => o.DirectResponse = (DirectResponseOptions?)v, "A response given here.")
        .Value("Timeout", Scalars.Wait, o => o.Timeout, (o, v) => o.Timeout = (TimeSpan?)v, "For one attempt, until its response headers arrive.")
        .Value("TimeoutStatus", Scalars.Integer(200, 599), o => o.TimeoutStatus, (o, v) => o.TimeoutStatus = (int?)v, "Given when `Timeout` passes; without it the timeout surfaces as HttpClient's own does.")
        .Value("Failover", FailoverOptions.Shape, o => o.Failover, (o, v) => o.Failover = (FailoverOptions?)v, "When a request that failed is sent again; never when not set. `{}` for the defaults.")
        .Value("Fault", FaultOptions.Shape, o => o.Fault, (o, v) => o.Fault = (FaultOptions?)v, "Faults injected on purpose.")
        .Map("Metadata", Scalars.Text, Scalars.FilledText, o => o.Metadata, "Notes of the application about the route: seen in decisions, observers and telemetry.")
        .OneOf("Weights", "Redirect", "DirectResponse")
        .Hint("Name", "Routes are keyed by name: \"Routes\": { \"default\": { … } }.")
        .Hint("Backend", "Name the backends in 'Weights': { \"reviews-v1\": 100 }.")
        .Hint("Backends", "Name the backends in 'Weights': { \"reviews-v1\": 100 }.");
}

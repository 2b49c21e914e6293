namespace TrafficRouting;

/// <summary>A named destination: one address, several endpoints, a fixed response or a redirect.</summary>
public sealed class BackendOptions
{
    /// <summary>Gets or sets the absolute http or https address; a base path is kept. Excludes <see cref="Endpoints"/>, <see cref="DirectResponse"/> and <see cref="Redirect"/>.</summary>
    public string? Address { get; set; }

    /// <summary>Gets the endpoints by name, chosen among by <see cref="Selection"/>.</summary>
    public IDictionary<string, EndpointOptions> Endpoints { get; } =
        new Dictionary<string, EndpointOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets how an endpoint is chosen: <see cref="SelectionNames.Random"/> or <see cref="SelectionNames.RoundRobin"/>, which <see cref="Sticky"/> takes the place of, or the name of a registered policy.</summary>
    /// <value>The default is <see cref="SelectionNames.RoundRobin"/>.</value>
    public string Selection { get; set; } = SelectionNames.RoundRobin;

    /// <summary>Gets or sets what ties a caller to one endpoint; its presence selects sticky selection among the endpoints. A registered policy is given the key instead.</summary>
    public StickyOptions? Sticky { get; set; }

    /// <summary>Gets or sets when the backend, or one endpoint of several, is left out because its requests fail.</summary>
    /// <value>The default is <see langword="null"/>: never.</value>
    public HealthOptions? Health { get; set; }

    /// <summary>Gets or sets where the port comes from when the address names none.</summary>
    /// <value>The default is <see cref="PortSource.Address"/>.</value>
    public PortSource Port { get; set; }

    /// <summary>Gets or sets a value indicating whether requests are sent over HTTP/2 even where the caller asks for an older version; on http without an upgrade.</summary>
    /// <value>The default is <see langword="false"/>: in the version that the caller asks for.</value>
    public bool Http2 { get; set; }

    /// <summary>
    /// Gets or sets the name of a backend whose address or endpoints, with their selection, port and version, or whose answer is used here too:
    /// the same place, reached with other headers or by another path. Excludes <see cref="Address"/>, <see cref="Endpoints"/>,
    /// <see cref="DirectResponse"/> and <see cref="Redirect"/>.
    /// </summary>
    public string? AddressFrom { get; set; }

    /// <summary>Gets or sets the edit of path and host; each of the two, where it is given, is made in place of the route's own.</summary>
    public RewriteOptions? Rewrite { get; set; }

    /// <summary>Gets or sets a value indicating whether the caller's Host header travels on instead of the backend's authority.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool PreserveHost { get; set; }

    /// <summary>Gets or sets the edits made to request headers after the route's own.</summary>
    public HeaderEditOptions? RequestHeaders { get; set; }

    /// <summary>Gets or sets the edits made to the baggage that requests leave with, after the route's own; of a mirror's backend, to the copies.</summary>
    public BaggageEditOptions? Baggage { get; set; }

    /// <summary>Gets or sets the edits made to response headers before the route's own.</summary>
    public HeaderEditOptions? ResponseHeaders { get; set; }

    /// <summary>Gets or sets a fixed response given in place of sending anything.</summary>
    public DirectResponseOptions? DirectResponse { get; set; }

    /// <summary>Gets or sets a redirect given in place of sending anything.</summary>
    public RedirectOptions? Redirect { get; set; }

    /// <summary>Gets what the application notes about the backend, by any key. Routing does not read it; decisions, observers and telemetry show it.</summary>
    public IDictionary<string, string> Metadata { get; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets a value indicating whether endpoints take turns, whose cycle is laid out in memory.</summary>
    internal bool TakesTurns => Sticky is null && SelectionNames.IsRoundRobin(Selection);

    internal static ObjectShape<BackendOptions> Shape { get; } = new ObjectShape<BackendOptions>("backend", "A destination. Exactly one of `Address`, `Endpoints`, `DirectResponse`, `Redirect` and `AddressFrom` is set.")
        .Value("Address", Scalars.Address, o => o.Address, (o, v) => o.Address = (string?)v, "Where requests go. A base path is kept. No user name, query or fragment. `https+http://name` is left to service discovery.")
        .Map("Endpoints", EndpointOptions.Shape, Scalars.Name, o => o.Endpoints, "Several addresses.")
        .Value("DirectResponse", DirectResponseOptions.Shape, o => o.DirectResponse, (o, v) => o.DirectResponse = (DirectResponseOptions?)v, "A fixed response, so that a share of the traffic can be rejected on purpose.")
        .Value("Redirect", RedirectOptions.Shape, o => o.Redirect, (o, v) => o.Redirect = (RedirectOptions?)v, "A redirect of this backend's share.")
        .Value("AddressFrom", Scalars.Name, o => o.AddressFrom, (o, v) => o.AddressFrom = (string?)v, "Goes where that backend goes, with its selection, port and version: the same place, reached with other headers or by another path.")
        .Value("Selection", Scalars.Name, o => o.Selection, (o, v) => o.Selection = (string)v!, "How an endpoint is chosen: `Random`, `RoundRobin`, which begins anywhere in each process, or a registered policy.")
        .Value("Sticky", StickyOptions.Shape, o => o.Sticky, (o, v) => o.Sticky = (StickyOptions?)v, "What ties a caller to one endpoint: sticky selection, in place of random choice and round robin.")
        .Value("Health", HealthOptions.Shape, o => o.Health, (o, v) => o.Health = (HealthOptions?)v, "When the backend, or one endpoint of several, is left out because its requests fail; never when not set. `{}` for the defaults.")
        .Value("Port", Scalars.Choice(typeof(PortSource)), o => o.Port, (o, v) => o.Port = (PortSource)v!, "Where the port comes from when the address names none: the scheme's default, or the request's own.")
        .Value("Http2", Scalars.Flag, o => o.Http2, (o, v) => o.Http2 = (bool)v!, "Sends over HTTP/2 even where the caller asks for an older version; on http without an upgrade.")
        .Value("Rewrite", RewriteOptions.Shape, o => o.Rewrite, (o, v) => o.Rewrite = (RewriteOptions?)v, "An edit of path and host. Each of the two, where it is given, is made in place of the route's.")
        .Value("PreserveHost", Scalars.Flag, o => o.PreserveHost, (o, v) => o.PreserveHost = (bool)v!, "Sends the caller's Host header instead of the backend's authority.")
        .Value("RequestHeaders", HeaderEditOptions.Shape, o => o.RequestHeaders, (o, v) => o.RequestHeaders = (HeaderEditOptions?)v, "Made after the route's.")
        .Value("Baggage", BaggageEditOptions.Shape, o => o.Baggage, (o, v) => o.Baggage = (BaggageEditOptions?)v, "Made to the baggage that requests leave with, after the route's.")
        .Value("ResponseHeaders", HeaderEditOptions.Shape, o => o.ResponseHeaders, (o, v) => o.ResponseHeaders = (HeaderEditOptions?)v, "Made before the route's.")
        .Map("Metadata", Scalars.Text, Scalars.FilledText, o => o.Metadata, "Notes of the application about the backend: seen in decisions, observers and telemetry.")
        .OneOf("Address", "Endpoints", "DirectResponse", "Redirect", "AddressFrom")
        .Hint("Host", "Write it in 'Rewrite': { \"Host\": … }, or set PreserveHost.")
        .Hint("Name", "Backends are keyed by name: \"Backends\": { \"reviews-v1\": { … } }.")
        .Hint("Url", "Write 'Address'.")
        .Hint("Uri", "Write 'Address'.");
}

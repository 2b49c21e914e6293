namespace TrafficRouting;

/// <summary>A named destination: one address, several endpoints, a fixed answer or a redirect.</summary>
public sealed class BackendOptions
{
    /// <summary>Gets or sets the absolute http or https address; a base path is kept. Excludes <see cref="Endpoints"/>, <see cref="DirectResponse"/> and <see cref="Redirect"/>.</summary>
    public string? Address { get; set; }

    /// <summary>Gets the endpoints by name, chosen among by <see cref="Selection"/>.</summary>
    public IDictionary<string, EndpointOptions> Endpoints { get; } =
        new Dictionary<string, EndpointOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets how an endpoint is chosen.</summary>
    /// <value>The default is <see cref="SelectionKind.RoundRobin"/>.</value>
    public SelectionKind Selection { get; set; } = SelectionKind.RoundRobin;

    /// <summary>Gets or sets what ties a caller to one endpoint; its presence selects sticky selection among the endpoints.</summary>
    public StickyOptions? Sticky { get; set; }

    /// <summary>Gets or sets where the port comes from when the address names none.</summary>
    /// <value>The default is <see cref="PortSource.Address"/>.</value>
    public PortSource Port { get; set; }

    /// <summary>
    /// Gets or sets the name of a backend whose address or endpoints, with their selection and port, or whose answer is used here too:
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

    /// <summary>Gets or sets the edits made to response headers before the route's own.</summary>
    public HeaderEditOptions? ResponseHeaders { get; set; }

    /// <summary>Gets or sets a fixed answer given in place of sending anything.</summary>
    public DirectResponseOptions? DirectResponse { get; set; }

    /// <summary>Gets or sets a redirect answered in place of sending anything.</summary>
    public RedirectOptions? Redirect { get; set; }

    /// <summary>Gets or sets the file and line this was written in, when it came from a document.</summary>
    public string? Source { get; set; }
}

namespace TrafficRouting;

/// <summary>The whole routing configuration: what is called, what it may be sent to, and by which rules.</summary>
public sealed class TrafficRoutingOptions
{
    /// <summary>Gets the destinations by name. Names are <c>[A-Za-z0-9._-]+</c>, case-insensitive.</summary>
    public IDictionary<string, BackendOptions> Backends { get; } =
        new Dictionary<string, BackendOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the services that clients call, by name. Names are <c>[A-Za-z0-9._-]+</c>, case-insensitive.</summary>
    public IDictionary<string, ServiceOptions> Services { get; } =
        new Dictionary<string, ServiceOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets which host of a request decides its service. Where others set the Host header, as in a gateway that copies it from what it is sent, they choose the service with it: use <see cref="HostSource.Uri"/> there.</summary>
    /// <value>The default is <see cref="HostSource.Header"/>.</value>
    public HostSource Host { get; set; }

    /// <summary>Gets or sets the process-wide bounds of mirroring.</summary>
    public MirroringOptions Mirroring { get; set; } = new();

    /// <summary>Gets what was found wrong or doubtful while the configuration was read; errors fail validation.</summary>
    public IList<Finding> Diagnostics { get; } = [];

    /// <summary>Gets what document importers found, until the reader knows what lies over their documents.</summary>
    internal IList<DiagnosticEntry> HandedOver { get; } = [];

    /// <summary>Gets or sets the path that the paths of findings begin with.</summary>
    internal string SectionPath { get; set; } = "TrafficRouting";

    /// <summary>Gets the paths, as they are written, of list items whose keys are not their indices.</summary>
    internal IDictionary<string, string> WrittenPaths { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}

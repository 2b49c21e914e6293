namespace TrafficRouting;

/// <summary>The whole routing configuration: what is called, what it may be sent to, and by which rules.</summary>
/// <seealso href="https://github.com/trafficrouting/trafficrouting/blob/main/docs/configuration.md">Configuration in the documentation</seealso>
public sealed class TrafficRoutingOptions
{
    /// <summary>The path of findings about options that no section was read for.</summary>
    internal const string DefaultPath = "TrafficRouting";

    /// <summary>Initializes empty options.</summary>
    public TrafficRoutingOptions()
    {
        Backends = new Dictionary<string, BackendOptions>(StringComparer.OrdinalIgnoreCase);
        Services = new Dictionary<string, ServiceOptions>(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Initializes options with the same entries as others, in the same order.</summary>
    /// <param name="entries">The others, whose entries are copied at once.</param>
    internal TrafficRoutingOptions(TrafficRoutingOptions entries)
    {
        Backends = new Dictionary<string, BackendOptions>(entries.Backends, StringComparer.OrdinalIgnoreCase);
        Services = new Dictionary<string, ServiceOptions>(entries.Services, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Gets the destinations by name. Names are <c>[A-Za-z0-9._-]+</c>, case-insensitive.</summary>
    public IDictionary<string, BackendOptions> Backends { get; }

    /// <summary>Gets the services that clients call, by name. Names are <c>[A-Za-z0-9._-]+</c>, case-insensitive.</summary>
    public IDictionary<string, ServiceOptions> Services { get; }

    /// <summary>Gets or sets which host of a request decides its service. Where others set the Host header, as in a gateway that copies it from what it is sent, they choose the service with it: use <see cref="HostSource.Uri"/> there.</summary>
    /// <value>The default is <see cref="HostSource.Header"/>.</value>
    public HostSource Host { get; set; }

    /// <summary>Gets or sets the bounds of mirroring.</summary>
    public MirroringOptions Mirroring { get; set; } = new();

    internal static ObjectShape<TrafficRoutingOptions> Shape { get; } = new ObjectShape<TrafficRoutingOptions>("section", "Traffic routing of outgoing HTTP requests.")
        .Map("Backends", BackendOptions.Shape, Scalars.Name, o => o.Backends, "The destinations by name.")
        .Map("Services", ServiceOptions.Shape, Scalars.Name, o => o.Services, "What clients call, by name, and by which rules it is sent on.")
        .Value("Host", Scalars.Choice(typeof(HostSource)), o => o.Host, (o, v) => o.Host = (HostSource)v!, "Which host of a request decides its service: that of its Host header, where it has one, or the URI's.")
        .Value("Mirroring", MirroringOptions.Shape, o => o.Mirroring, (o, v) => o.Mirroring = (MirroringOptions)v!, "The bounds of mirroring in this process.")
        .Elsewhere("Rollouts")
        .Hint("Routes", "Routes belong to a service: Services:{name}:Routes.");
}

namespace TrafficRouting.Manifests;

/// <summary>What the formats' importers share: the application's identity, the address book, and the options that are filled.</summary>
internal sealed class ImportContext
{
    public ImportContext(TrafficManifestOptions options, Problems problems)
    {
        Options = options;
        Problems = problems;
        Names = new ClusterNames(options.ClusterDomain, options.Namespace);
        Addresses = new AddressBook(Routing, Names);
        Services = new ServiceBook(Routing, Names);
    }

    public TrafficManifestOptions Options { get; }

    public Problems Problems { get; }

    /// <summary>Gets the rules of cluster host names.</summary>
    public ClusterNames Names { get; }

    /// <summary>Gets the backends by destination; it fills <see cref="TrafficRoutingOptions.Backends"/>.</summary>
    public AddressBook Addresses { get; }

    /// <summary>Gets the services by host; it fills <see cref="TrafficRoutingOptions.Services"/>.</summary>
    public ServiceBook Services { get; }

    /// <summary>Gets the options being filled.</summary>
    public TrafficRoutingOptions Routing { get; } = new();

    /// <summary>Makes a mirror that follows the documents' specification, as far as the importer's settings leave it.</summary>
    public MirrorOptions NewMirror(double percentage, Fields fields)
    {
        var mirror = fields.Locate(new MirrorOptions
        {
            Percentage = percentage,
            HostSuffix = Options.ShadowHostSuffix ? "-shadow" : null,
            ApplyBackendHeaders = true,
            ForwardCredentials = Options.MirrorCredentials,
        });
        foreach (var method in Options.MirrorMethods.DefaultIfEmpty("*"))
            mirror.Methods.Add(method);
        return mirror;
    }
}

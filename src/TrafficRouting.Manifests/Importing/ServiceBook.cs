namespace TrafficRouting.Manifests;

/// <summary>The services that documents give rules for. A host belongs to one of them.</summary>
internal sealed class ServiceBook(TrafficRoutingOptions routing, ClusterNames names)
{
    private readonly Dictionary<string, ManifestDocument> _owners = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds a service for full host names; one that another document has already given rules for is reported and left out.</summary>
    /// <returns>The service, or null when no host is left.</returns>
    public ServiceOptions? Add(ManifestDocument document, string name, IEnumerable<string> hosts, UnmatchedBehavior unmatched)
    {
        var service = document.Root.Locate(new ServiceOptions { Unmatched = unmatched });
        foreach (var host in hosts.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (_owners.TryAdd(host, document))
                service.Hosts.Add(host);
            else
                document.Root.Error($"The host {host} already has rules from {_owners[host].Title} ({_owners[host].Position}); one document gives a host its rules");
        }

        if (service.Hosts.Count == 0)
            return null;
        routing.Services[ConfigurationName.Unused(name, routing.Services)] = service;
        return service;
    }

    /// <summary>Lets cluster names answer to their short forms, once every document is known.</summary>
    public void AddAliases()
    {
        foreach (var service in routing.Services.Values)
        {
            foreach (var alias in service.Hosts.ToList().SelectMany(names.AliasesOf))
            {
                if (_owners.TryAdd(alias, _owners[service.Hosts[0]]))
                    service.Hosts.Add(alias);
            }
        }
    }
}

namespace TrafficRouting.Manifests;

/// <summary>Reads Endpoints, which carry the name of their Service.</summary>
internal static class EndpointsReader
{
    public static void Read(ManifestDocument document, ImportContext context)
    {
        if (document.Metadata?.RequiredText("name") is not { } name)
            return;
        var host = context.Addresses.Host(context.Names.FullName(name, document.Namespace));
        foreach (var subset in document.Root.Maps("subsets"))
        {
            var ports = EndpointPorts.Read(subset);
            foreach (var address in subset.Maps("addresses"))
            {
                if (address.RequiredText("ip") is { } ip)
                    host.Endpoints.Add(PodLabels.Give(new(ip, document.Labels, ports, Weight: null, address) { HasAllPorts = true }, document, context));
            }
        }
    }
}

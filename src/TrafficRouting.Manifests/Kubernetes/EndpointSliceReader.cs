namespace TrafficRouting.Manifests;

/// <summary>Reads an EndpointSlice, which names its Service by label. Its endpoints have the labels of their Pods, else the slice's own.</summary>
internal static class EndpointSliceReader
{
    private const string ServiceLabel = "kubernetes.io/service-name";

    public static void Read(ManifestDocument document, ImportContext context)
    {
        document.Root.Choice("addressType", "IPv4", "IPv6", "FQDN");
        var ports = EndpointPorts.Read(document.Root);
        if (!document.Labels.TryGetValue(ServiceLabel, out var service))
            document.Root.Warning($"has no label {ServiceLabel}, which names the Service its endpoints belong to; it is left out");

        var host = service is null ? null : context.Addresses.Host(context.Names.FullName(service, document.Namespace));
        var labels = document.Labels.Where(l => l.Key != ServiceLabel).ToDictionary(StringComparer.Ordinal);
        foreach (var endpoint in document.Root.Maps("endpoints"))
        {
            var conditions = endpoint.Map("conditions");
            // Absent means unknown, which counts as ready.
            var isReady = conditions?.Flag("ready") ?? true;
            var isLeaving = !isReady && conditions?.Flag("serving") == true && conditions.Flag("terminating") == true;
            foreach (var address in endpoint.Texts("addresses").Where(_ => isReady || isLeaving))
                host?.Endpoints.Add(PodLabels.Give(new(address, labels, ports, Weight: null, endpoint) { HasAllPorts = true, IsLeaving = isLeaving }, document, context));
        }
    }
}

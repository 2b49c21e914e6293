namespace TrafficRouting.Manifests;

/// <summary>Reads a WorkloadEntry, as a document and as an endpoint of a ServiceEntry.</summary>
internal static class WorkloadEntryReader
{
    public static WorkloadEntry? Read(ManifestDocument document)
    {
        if (document.Spec is not { } spec)
        {
            document.Root.Error("spec", "is required");
            return null;
        }

        return ReadEndpoint(spec) is { } endpoint ? new(document.Namespace, endpoint with { Labels = Join(endpoint.Labels, document.Labels) }) : null;
    }

    public static KnownEndpoint? ReadEndpoint(Fields fields)
    {
        var ports = new Dictionary<string, int>(StringComparer.Ordinal);
        if (fields.Map("ports") is { } written)
        {
            foreach (var name in written.Keys)
            {
                if (written.Integer(name, 1, 65535) is { } port)
                    ports[name] = port;
            }
        }

        var weight = fields.Integer("weight", least: 0);
        var labels = fields.TextMap("labels");
        fields.Ignore("locality", "network", "serviceAccount");
        if (fields.RequiredText("address") is not { } address)
            return null;
        if (!address.StartsWith("unix:", StringComparison.Ordinal))
            return new(address, labels, ports, weight is 0 ? null : weight, fields);
        fields.Warning("address", "is a socket of this machine, which is not reached from here; the endpoint is left out");
        return null;
    }

    private static Dictionary<string, string> Join(IReadOnlyDictionary<string, string> own, IReadOnlyDictionary<string, string> documents)
    {
        var joined = documents.ToDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in own)
            joined[name] = value;
        return joined;
    }
}

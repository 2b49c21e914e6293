namespace TrafficRouting.Manifests;

/// <summary>Reads a WorkloadEntry, as a document and as an endpoint of a ServiceEntry.</summary>
internal static class WorkloadEntryReader
{
    private const string Socket = "unix:";

    /// <summary>Reads a document, whose own labels count as well.</summary>
    public static KnownEndpoint? Read(ManifestDocument document)
    {
        if (document.Spec is not { } spec)
        {
            document.Root.Missing("spec");
            return null;
        }

        if (spec.Text("address") is { Length: > 0 } address && !address.StartsWith(Socket, StringComparison.Ordinal) && !IstioNames.IsAddress(address) && !IstioNames.IsDomain(address))
            spec.Error("address", $"must be an IP address or a host name, not '{address}'");
        return ReadEndpoint(spec) is { } endpoint ? endpoint with { Labels = Join(endpoint.Labels, document.Labels) } : null;
    }

    /// <summary>Reads an endpoint, or null for one that cannot be called from here.</summary>
    public static KnownEndpoint? ReadEndpoint(Fields fields)
    {
        var ports = ReadPorts(fields);
        var weight = fields.Integer("weight", least: 0);
        var address = fields.Text("address");
        var isSocket = address is not null && address.StartsWith(Socket, StringComparison.Ordinal);
        IstioNames.CheckLabels(fields, "labels");
        if (isSocket)
            CheckSocket(fields, address!, ports);
        else if (address is null or "" && fields.Text("network") is { Length: > 0 })
            fields.Warning("network", "without an address leads through a gateway of that network, which is not done here; the endpoint is left out");
        else if (address is null or "")
            fields.Missing("address");

        return isSocket || address is null or "" ? null : new(address, fields.TextMap("labels"), ports, weight is 0 ? null : weight, fields);
    }

    private static Dictionary<string, int> ReadPorts(Fields fields)
    {
        var ports = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in fields.Map("ports")?.Keys ?? [])
        {
            if (fields.Map("ports")!.Integer(name, 1, 65535) is { } port)
                ports[name] = port;
        }

        return ports;
    }

    private static void CheckSocket(Fields fields, string address, Dictionary<string, int> ports)
    {
        if (!address.StartsWith("unix://", StringComparison.Ordinal) || address["unix://".Length..] is not (['@', ..] or ['/', .., not '/']))
            fields.Error("address", $"must be a socket such as unix:///var/run/web.sock, not '{address}'");
        else if (ports.Count > 0)
            fields.Error("ports", "cannot go with a socket");
        else
            fields.Warning("address", "is a socket of this machine, which is not called from here; the endpoint is left out");
    }

    private static Dictionary<string, string> Join(IReadOnlyDictionary<string, string> own, IReadOnlyDictionary<string, string> documents)
    {
        var joined = documents.ToDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in own)
            joined[name] = value;
        return joined;
    }
}

namespace TrafficRouting.Manifests;

/// <summary>Reads the ports of endpoints by the name of the Service's port; an only port may have none.</summary>
internal static class EndpointPorts
{
    public static IReadOnlyDictionary<string, int> Read(Fields fields)
    {
        var ports = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var port in fields.Maps("ports"))
        {
            var name = port.Text("name") ?? string.Empty;
            if (port.Integer("port", 1, 65535) is { } number)
                ports[name] = number;
        }

        return ports;
    }
}

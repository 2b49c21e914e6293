namespace TrafficRouting.Manifests;

/// <summary>Reads a Destination: host, subset and port.</summary>
internal static class DestinationReader
{
    public static Destination? Read(Fields? destination, Fields owner, ClusterNames names)
    {
        if (destination is null)
        {
            owner.Missing("destination");
            return null;
        }

        var host = destination.RequiredText("host");
        var subset = destination.Text("subset");
        var port = ReadPort(destination.Map("port"));
        if (host is not null && !IstioNames.IsDomain(host) && !IstioNames.IsAddress(host.Trim('[', ']')))
        {
            destination.Error("host", $"must be a host name without wildcards, not '{host}'");
            host = null;
        }

        if (subset is not (null or "") && !IstioNames.IsLabel(subset))
        {
            destination.Error("subset", $"must be a label of letters, digits and '-', not '{subset}'");
            host = null;
        }

        return host is null ? null : new(names.Expand(host, owner.Document.Namespace), subset is "" ? null : subset, port);
    }

    /// <summary>Reads a PortSelector, which must have a number when it is there.</summary>
    public static int? ReadPort(Fields? port)
    {
        if (port is not null && !port.Has("number"))
            port.Missing("number");
        return port?.Integer("number", 1, 65535);
    }
}

namespace TrafficRouting.Manifests;

/// <summary>Reads a trafficPolicy, as far as a client's process can follow it.</summary>
internal static class TrafficPolicyReader
{
    /// <summary>Reads the policy, or null when there is none.</summary>
    public static TrafficPolicy? Read(Fields owner)
    {
        if (owner.Map("trafficPolicy") is not { } fields)
            return null;
        if (fields.IsEmpty)
            fields.Error("needs at least one field");
        if (fields.Has("tunnel") && fields.Has("proxyProtocol"))
            fields.Error("takes only one of tunnel and proxyProtocol");
        var ports = new Dictionary<int, TrafficPolicy>();
        foreach (var port in fields.Maps("portLevelSettings"))
        {
            if (!port.Has("port"))
                port.Missing("port");
            else if (port.Keys.Count() == 1)
                port.Incomplete("needs at least one setting beside the port");
            // Of several for one port the first counts.
            if (DestinationReader.ReadPort(port.Map("port")) is { } number && !ports.TryAdd(number, ReadOfPort(port)))
                port.Warning("port", $"{number} has settings before, which count");
        }

        return ReadOfPort(fields) with { Ports = ports };
    }

    private static TrafficPolicy ReadOfPort(Fields fields) => new()
    {
        LoadBalancing = LoadBalancerReader.Read(fields.Map("loadBalancer")),
        Health = OutlierDetectionReader.Read(fields.Map("outlierDetection")),
        IsTls = ReadTls(fields.Map("tls")),
    };

    private static bool? ReadTls(Fields? tls)
    {
        if (tls is null)
            return null;
        var mode = tls.Choice("mode", "DISABLE", "SIMPLE", "MUTUAL", "ISTIO_MUTUAL") ?? "DISABLE";
        if (mode is "MUTUAL")
            tls.Warning("mode", "MUTUAL needs a client certificate; give it to the client's primary handler");
        if (mode is "ISTIO_MUTUAL")
            tls.Warning("mode", "ISTIO_MUTUAL is between sidecars and is ignored");
        return mode switch
        {
            "DISABLE" => false,
            "ISTIO_MUTUAL" => null,
            _ => true,
        };
    }
}

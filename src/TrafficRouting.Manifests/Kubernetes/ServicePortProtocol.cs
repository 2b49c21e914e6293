namespace TrafficRouting.Manifests;

/// <summary>What a Service's port speaks: as <c>appProtocol</c> says, else as its name begins, which is Istio's convention.</summary>
internal static class ServicePortProtocol
{
    private const int HttpsPort = 443;

    public static PortProtocol Of(string? appProtocol, string? name, int number)
    {
        var word = appProtocol is { Length: > 0 } ? appProtocol
            : name is null ? string.Empty
            : name.StartsWith("grpc-web", StringComparison.OrdinalIgnoreCase) ? "grpc-web"
            : name.Split('-')[0];
        return word.ToUpperInvariant() switch
        {
            "KUBERNETES.IO/H2C" => PortProtocol.Http2,
            "KUBERNETES.IO/WS" => PortProtocol.Http,
            "KUBERNETES.IO/WSS" => PortProtocol.Https,
            _ when IstioProtocol.Of(word) is var protocol and not PortProtocol.Unknown => protocol,
            _ => number == HttpsPort ? PortProtocol.Https : PortProtocol.Unknown,
        };
    }
}

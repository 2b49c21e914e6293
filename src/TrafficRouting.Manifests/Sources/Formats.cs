namespace TrafficRouting.Manifests;

/// <summary>The formats that are read. A new one is added here.</summary>
internal static class Formats
{
    public static IReadOnlyList<IManifestFormat> Create() =>
    [
        new KubernetesFormat(),
        new IstioFormat(),
        new GatewayApiFormat(),
        new SmiFormat(),
        new ApisixFormat(),
    ];
}

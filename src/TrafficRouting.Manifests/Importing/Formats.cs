using TrafficRouting.Manifests.Apisix;
using TrafficRouting.Manifests.GatewayApi;
using TrafficRouting.Manifests.Istio;
using TrafficRouting.Manifests.Kubernetes;
using TrafficRouting.Manifests.Smi;

namespace TrafficRouting.Manifests.Importing;

/// <summary>The formats that are read. A new one is added here.</summary>
internal static class Formats
{
    public static List<IManifestFormat> Create() =>
    [
        new KubernetesFormat(),
        new IstioFormat(),
        new GatewayApiFormat(),
        new SmiFormat(),
        new ApisixFormat(),
    ];
}

using TrafficRouting.Manifests;

namespace TrafficRouting.Kubernetes;

/// <summary>All kinds that routing is read from, in the versions that documents are read in.</summary>
internal static class KnownResources
{
    private const string GatewayApi = "gateway.networking.k8s.io";
    private const string Istio = "networking.istio.io";

    private static readonly KnownResource[] All =
    [
        Of(KubernetesKinds.Services, "", "services", "Service"),
        Of(KubernetesKinds.GatewayApi, GatewayApi, "httproutes", "HTTPRoute"),
        Of(KubernetesKinds.GatewayApi, GatewayApi, "grpcroutes", "GRPCRoute"),
        Of(KubernetesKinds.GatewayApi, GatewayApi, "gateways", "Gateway"),
        Of(KubernetesKinds.GatewayApi, GatewayApi, "listenersets", "ListenerSet"),
        Of(KubernetesKinds.GatewayApi, "gateway.networking.x-k8s.io", "xlistenersets", "XListenerSet"),
        Of(KubernetesKinds.GatewayApi, GatewayApi, "referencegrants", "ReferenceGrant"),
        Of(KubernetesKinds.GatewayApi, GatewayApi, "backendtlspolicies", "BackendTLSPolicy"),
        Of(KubernetesKinds.Istio, Istio, "virtualservices", "VirtualService"),
        Of(KubernetesKinds.Istio, Istio, "destinationrules", "DestinationRule"),
        Of(KubernetesKinds.Istio, Istio, "serviceentries", "ServiceEntry"),
        Of(KubernetesKinds.Istio, Istio, "workloadentries", "WorkloadEntry"),
        Of(KubernetesKinds.Smi, "split.smi-spec.io", "trafficsplits", "TrafficSplit"),
        Of(KubernetesKinds.Smi, "specs.smi-spec.io", "httproutegroups", "HTTPRouteGroup"),
        Of(KubernetesKinds.EndpointSlices, "discovery.k8s.io", "endpointslices", "EndpointSlice"),
        Of(KubernetesKinds.Pods, "", "pods", "Pod"),
        Of(KubernetesKinds.Namespaces, "", "namespaces", "Namespace"),
    ];

    public static IReadOnlyList<KnownResource> Within(KubernetesKinds kinds) => [.. All.Where(r => kinds.HasFlag(r.Kinds))];

    private static KnownResource Of(KubernetesKinds kinds, string group, string plural, string kind)
    {
        var known = Formats.Create().SelectMany(f => f.Kinds).First(k => k.Group == group && k.Fields.Name == kind);
        return new(group, plural, kind, kinds, known.Versions);
    }
}

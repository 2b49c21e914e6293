namespace TrafficRouting.TestKit.Kubernetes;

/// <summary>Kinds of a usual cluster.</summary>
public static class ApiResources
{
    public static ApiResource Services { get; } = new("", "services", "Service", "v1");

    public static ApiResource Pods { get; } = new("", "pods", "Pod", "v1");

    public static ApiResource ConfigMaps { get; } = new("", "configmaps", "ConfigMap", "v1");

    public static ApiResource Events { get; } = new("", "events", "Event", "v1");

    public static ApiResource Endpoints { get; } = new("", "endpoints", "Endpoints", "v1");

    public static ApiResource Namespaces { get; } = new("", "namespaces", "Namespace", "v1") { IsNamespaced = false };

    public static ApiResource Leases { get; } = new("coordination.k8s.io", "leases", "Lease", "v1");

    public static ApiResource EndpointSlices { get; } = new("discovery.k8s.io", "endpointslices", "EndpointSlice", "v1");

    public static ApiResource HttpRoutes { get; } = new("gateway.networking.k8s.io", "httproutes", "HTTPRoute", "v1", "v1beta1");

    public static ApiResource GrpcRoutes { get; } = new("gateway.networking.k8s.io", "grpcroutes", "GRPCRoute", "v1");

    public static ApiResource Gateways { get; } = new("gateway.networking.k8s.io", "gateways", "Gateway", "v1", "v1beta1");

    public static ApiResource ReferenceGrants { get; } = new("gateway.networking.k8s.io", "referencegrants", "ReferenceGrant", "v1beta1");

    public static ApiResource VirtualServices { get; } = new("networking.istio.io", "virtualservices", "VirtualService", "v1", "v1beta1", "v1alpha3");

    public static ApiResource DestinationRules { get; } = new("networking.istio.io", "destinationrules", "DestinationRule", "v1", "v1beta1", "v1alpha3");

    public static ApiResource ServiceEntries { get; } = new("networking.istio.io", "serviceentries", "ServiceEntry", "v1", "v1beta1", "v1alpha3");

    public static ApiResource WorkloadEntries { get; } = new("networking.istio.io", "workloadentries", "WorkloadEntry", "v1", "v1beta1", "v1alpha3");

    public static ApiResource TrafficSplits { get; } = new("split.smi-spec.io", "trafficsplits", "TrafficSplit", "v1alpha4", "v1alpha2");

    public static ApiResource RouteGroups { get; } = new("specs.smi-spec.io", "httproutegroups", "HTTPRouteGroup", "v1alpha4");

    public static IReadOnlyList<ApiResource> All { get; } =
    [
        Services, Pods, ConfigMaps, Events, Endpoints, Namespaces, Leases, EndpointSlices, HttpRoutes, GrpcRoutes, Gateways, ReferenceGrants,
        VirtualServices, DestinationRules, ServiceEntries, WorkloadEntries, TrafficSplits, RouteGroups,
    ];
}

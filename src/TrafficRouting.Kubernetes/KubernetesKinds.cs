namespace TrafficRouting.Kubernetes;

/// <summary>Kinds of objects that a cluster's routing is read from.</summary>
[Flags]
public enum KubernetesKinds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Services: where requests go, and canaries published by annotations.</summary>
    Services = 1,

    /// <summary>The Gateway API: HTTPRoute, GRPCRoute, Gateway, ListenerSet, ReferenceGrant, BackendTLSPolicy.</summary>
    GatewayApi = 2,

    /// <summary>Istio: VirtualService, DestinationRule, ServiceEntry, WorkloadEntry.</summary>
    Istio = 4,

    /// <summary>SMI: TrafficSplit, HTTPRouteGroup.</summary>
    Smi = 8,

    /// <summary>EndpointSlices: requests go to the endpoints themselves instead of the Service's name.</summary>
    EndpointSlices = 16,

    /// <summary>Pods, whose labels the subsets of a DestinationRule choose by; of use with <see cref="EndpointSlices"/>.</summary>
    Pods = 32,

    /// <summary>Namespaces, by whose labels a Gateway's listener may choose the routes it takes. They belong to no namespace, so that they need a ClusterRole.</summary>
    Namespaces = 64,

    /// <summary>All rules, and Services: what is followed by default.</summary>
    Default = Services | GatewayApi | Istio | Smi,
}

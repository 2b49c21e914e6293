using static TrafficRouting.Manifests.Field;

namespace TrafficRouting.Manifests;

/// <summary>The fields of Kubernetes' own kinds. What else they say concerns the cluster alone.</summary>
internal static class KubernetesFields
{
    private static readonly FieldTable EndpointPort = new(
        "EndpointPort",
        Read("name"),
        Read("port"),
        Ignored("protocol", "is of no effect"),
        Ignored("appProtocol", "is of no effect: the Service's counts"));

    public static readonly FieldTable Service = FieldTable.OfKind(
        "Service",
        Read("spec", FieldTable.Open(
            "ServiceSpec",
            Read("type", "`ExternalName` stands for another name."),
            Read("externalName"),
            Read("clusterIP", "`None`: a headless Service, whose name leads to Pods."),
            Read("ports", FieldTable.Open(
                "ServicePort",
                Read("port"),
                Read("name"),
                Read("protocol", "Ports of UDP and SCTP are left out."),
                Read("appProtocol", "`https` and `kubernetes.io/wss` are called with https, `kubernetes.io/h2c` with HTTP/2."),
                Read("targetPort", "The endpoints' port where they do not say otherwise, and the port that a headless Service is called at."))))));

    public static readonly FieldTable EndpointSlice = FieldTable.OfKind(
        "EndpointSlice",
        Read("addressType"),
        Read("ports", EndpointPort),
        Read("endpoints", FieldTable.Open(
            "Endpoint",
            Read("addresses"),
            Read("conditions", "Endpoints that are not `ready` are left out; where none is, those are taken that still serve while they end."),
            Read("targetRef", "The Pod whose labels the endpoint has."))));

    public static readonly FieldTable Endpoints = FieldTable.OfKind(
        "Endpoints",
        Read("subsets", new FieldTable(
            "EndpointSubset",
            Read("addresses", FieldTable.Open("EndpointAddress", Read("ip"), Read("targetRef", "The Pod whose labels the endpoint has."))),
            Ignored("notReadyAddresses", "are not called"),
            Read("ports", EndpointPort))));

    public static readonly FieldTable Pod = FieldTable.OfKind("Pod", Ignored("spec", "concerns the cluster alone"));

    public static readonly FieldTable Namespace = FieldTable.OfKind("Namespace", Ignored("spec", "concerns the cluster alone"));
}

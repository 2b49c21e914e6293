using static TrafficRouting.Manifests.Field;

namespace TrafficRouting.Manifests;

/// <summary>The fields of a ServiceEntry and of a WorkloadEntry, which an entry's endpoints are as well.</summary>
internal static class ServiceEntryFields
{
    private static readonly FieldTable WorkloadEntry = new(
        "WorkloadEntry",
        Read("address", "An IP address or a host name. One that begins with `unix:` is left out with a warning, and so is an endpoint with a `network` alone."),
        Read("ports", "Its port by the name of the entry's port; goes before `targetPort`."),
        Read("labels", "What subsets and selectors choose by."),
        Read("weight", "0 counts as not given."),
        Ignored("locality", "is of no effect: every endpoint counts alike"),
        Read("network", "Only that there is one."),
        Ignored("serviceAccount", "is of no effect: the mesh checks it"));

    public static readonly FieldTable ServiceEntry = FieldTable.OfKind(
        "ServiceEntry",
        Read("spec", new FieldTable(
            "ServiceEntry",
            Read("hosts"),
            Read("addresses", "Checked."),
            Read("ports", new FieldTable(
                "ServicePort",
                Read("number"),
                Read("name"),
                Read("protocol", "`HTTPS` and `TLS` are called with https, `HTTP2` and `GRPC` with HTTP/2. Rules for calls inside the mesh apply to ports of HTTP, HTTP2 and GRPC alone, and to callers who name no port; others pass."),
                Read("targetPort", "The port that is dialled where an endpoint does not say otherwise."))),
            Ignored("location", "is of no effect: it says whether sidecars speak to each other"),
            Read("resolution", "`STATIC` needs endpoints; else the host's own name is used where there are none."),
            Read("endpoints", WorkloadEntry),
            Read("workloadSelector", IstioTypes.WorkloadSelector),
            Warned("subjectAltNames", "is not checked here: a certificate must carry the name that is called"),
            Warned("exportTo", IstioTypes.ForTheClusterAlone))));

    public static readonly FieldTable Workload = FieldTable.OfKind("WorkloadEntry", Read("spec", WorkloadEntry));
}

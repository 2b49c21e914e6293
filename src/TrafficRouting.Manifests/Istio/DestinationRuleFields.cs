using static TrafficRouting.Manifests.Field;

namespace TrafficRouting.Manifests;

/// <summary>The fields of a DestinationRule.</summary>
internal static class DestinationRuleFields
{
    private const string OfPrimaryHandler = "belongs to the client's primary handler";

    private static readonly FieldTable ConsistentHash = new(
        "ConsistentHashLB",
        Read("httpHeaderName"),
        Read("httpCookie", new FieldTable(
            "HTTPCookie",
            Read("name"),
            Ignored("path", "is of no effect: no cookie is made, only one that the caller sends counts"),
            Warned("ttl", "is not done here: no cookie is made, only one that the caller sends counts"),
            Ignored("attributes", "is of no effect: no cookie is made"))),
        Read("httpQueryParameterName"),
        Warned("useSourceIp", "has no effect in a client, whose requests all come from one address; endpoints take turns"),
        Warned("minimumRingSize", "is deprecated, and has no effect here: no ring is built"),
        Ignored("ringHash", "is of no effect: no ring is built"),
        Ignored("maglev", "is of no effect: no table is built"));

    private static readonly FieldTable LoadBalancer = new(
        "LoadBalancerSettings",
        Read("simple", "`ROUND_ROBIN` and `RANDOM`; others are warned of, and endpoints take turns."),
        Read("consistentHash", ConsistentHash, "Chooses the endpoint, never the weighted destination."),
        Warned("localityLbSetting", "is not done here; every endpoint counts alike"),
        Warned("zoneAwareLbSetting", "is not done here; every endpoint counts alike"),
        Warned("warmup", "is not done here"),
        Warned("warmupDurationSecs", "is not done here"));

    private static readonly FieldTable Tls = new(
        "ClientTLSSettings",
        [
            Read("mode", "`SIMPLE` and `MUTUAL` call with https, `DISABLE` with http; `ISTIO_MUTUAL` is between sidecars and has no effect here."),
            Ignored("credentialName", "is a gateway's"),
            .. Warned(["clientCertificate", "privateKey", "caCertificates", "caCrl", "subjectAltNames", "sni", "insecureSkipVerify"], OfPrimaryHandler),
        ]);

    private static readonly FieldTable OutlierDetection = new(
        "OutlierDetection",
        Read("consecutive5xxErrors", "5 by default; 0 for none. Connections that fail and timeouts count as well."),
        Read("consecutiveGatewayErrors", "502 to 504. Where it is the lower of both it counts alone, with a warning."),
        Read("baseEjectionTime", "30 s by default; the n-th ejection lasts n times as long, up to 300 s."),
        Read("maxEjectionPercent", "10 by default; one endpoint may always be left out."),
        Read("outlierDetectionHttpErrorCodes", "In place of 5xx."),
        Ignored("interval", "is of no effect: an endpoint is ejected at once, and back on time"),
        Read("minHealthPercent", "Above 0 it is warned of."),
        Read("splitExternalLocalOriginErrors", "`true` is warned of."),
        Read("consecutiveLocalOriginFailures", "Checked."),
        Read("consecutiveErrors", "Warned of."));

    private static readonly Field[] OfPort =
    [
        Read("loadBalancer", LoadBalancer),
        Read("tls", Tls),
        Warned("connectionPool", "is not done here; configure the client's primary handler"),
        Read("outlierDetection", OutlierDetection, "Leaves single endpoints out, never the whole destination; needs documents that give them. Where all are ejected, all take requests."),
    ];

    private static readonly FieldTable TrafficPolicy = new(
        "TrafficPolicy",
        [
            .. OfPort,
            Read("portLevelSettings", new FieldTable("PortTrafficPolicy", [Read("port", IstioTypes.PortSelector), .. OfPort]), "For calls to that port, in place of the whole policy."),
            Warned("tunnel", "is not done here"),
            Warned("proxyProtocol", "is not done here"),
            Warned("retryBudget", "is not done here; set the Budget of the routes' Failover"),
        ]);

    public static readonly FieldTable Kind = FieldTable.OfKind(
        "DestinationRule",
        Read("spec", new FieldTable(
            "DestinationRule",
            Read("host"),
            Read("trafficPolicy", TrafficPolicy),
            Read("subsets", new FieldTable(
                "Subset",
                Read("name"),
                Read("labels", "Those that an endpoint must carry."),
                Read("trafficPolicy", TrafficPolicy, "What it leaves out is the rule's."))),
            Warned("workloadSelector", "has no effect here: the rule applies"),
            Warned("exportTo", IstioTypes.ForTheClusterAlone))));
}

using static TrafficRouting.Manifests.Field;

namespace TrafficRouting.Manifests;

/// <summary>The fields of a GRPCRoute.</summary>
internal static class GrpcRouteFields
{
    private static readonly FieldTable Filter = new("GRPCRouteFilter", GatewayApiTypes.CommonFilters);

    private static readonly FieldTable Match = new(
        "GRPCRouteMatch",
        Read("method", new FieldTable(
            "GRPCMethodMatch",
            Read("type", "`Exact` by default, or `RegularExpression`: RE2, matched in full."),
            Read("service", "The full name. A call is a POST to `/{service}/{method}`; one of both may be left out."),
            Read("method"))),
        Read("headers", GatewayApiTypes.HeaderMatch));

    public static readonly FieldTable Kind = FieldTable.OfKind(
        "GRPCRoute",
        Read("spec", new FieldTable(
            "GRPCRouteSpec",
            Read("parentRefs", GatewayApiTypes.ParentReference, "Without any the route applies nowhere, with a warning."),
            Read("hostnames", "As of an HTTPRoute. A listener's host that both kinds of routes want is the older route's, a Service the GRPCRoute's, with a warning."),
            Read("rules", new FieldTable(
                "GRPCRouteRule",
                Read("name"),
                Read("matches", Match, "The longest service first, then the longest method, then most headers. What no rule matches is answered with 404, which clients of gRPC take for UNIMPLEMENTED."),
                Read("filters", Filter, "A mirror copies no call, with a warning: gRPC is a conversation."),
                Read("backendRefs", new FieldTable(
                    "GRPCBackendRef",
                    [
                        .. GatewayApiTypes.BackendReference,
                        Read("weight", "0 to 1,000,000; 1 by default. What would be 500 for an HTTPRoute is 503 here, which clients of gRPC take for UNAVAILABLE."),
                        Read("filters", Filter, "For its share alone."),
                    ])),
                Read("sessionPersistence", GatewayApiTypes.SessionPersistence, "As of an HTTPRoute."))),
            Read("useDefaultGateways", "`All` is warned of: name the Gateway in `parentRefs`."))));
}

using static TrafficRouting.Manifests.Field;

namespace TrafficRouting.Manifests;

/// <summary>The fields of an HTTPRoute.</summary>
internal static class HttpRouteFields
{
    private static readonly FieldTable PathModifier = new(
        "HTTPPathModifier",
        Read("type", "`ReplaceFullPath` or `ReplacePrefixMatch`."),
        Read("replaceFullPath"),
        Read("replacePrefixMatch", "By whole segments; needs exactly one match of the rule, of the type `PathPrefix`."));

    private static readonly FieldTable Filter = new(
        "HTTPRouteFilter",
        [
            .. GatewayApiTypes.CommonFilters,
            Read("requestRedirect", new FieldTable(
                "HTTPRequestRedirectFilter",
                Read("scheme", "`http` or `https`."),
                Read("hostname"),
                Read("path", PathModifier),
                Read("port", "Without it the port of the `scheme`, else the one that is called."),
                Read("statusCode", "302 by default; 301, 303, 307, 308."))),
            Read("urlRewrite", new FieldTable("HTTPURLRewriteFilter", Read("hostname", "The Host."), Read("path", PathModifier)), "On rule and backendRef, the backendRef's path and hostname count where it gives them."),
            Warned("cors", "is checked and has no effect in a client; it is left to the server", new FieldTable(
                "HTTPCORSFilter",
                [.. "allowOrigins allowCredentials allowMethods allowHeaders exposeHeaders maxAge".Split(' ').Select(n => Read(n, "Checked."))])),
            Read("externalAuth", "Warned of. Requests are answered with 500 instead of going on without the filter."),
        ]);

    private static readonly FieldTable Match = new(
        "HTTPRouteMatch",
        Read("path", new FieldTable(
            "HTTPPathMatch",
            Read("type", "`PathPrefix` by default, by whole segments; `Exact`; `RegularExpression`: RE2, matched in full."),
            Read("value", "`/` by default."))),
        Read("method"),
        Read("headers", GatewayApiTypes.HeaderMatch),
        Read("queryParams", new FieldTable(
            "HTTPQueryParamMatch",
            Read("type", "`Exact` by default, or `RegularExpression`: RE2, matched in full."),
            Read("name", "Case-sensitive; of a name written twice the first counts, with a warning."),
            Read("value", "The first value of a request, decoded."))));

    public static readonly FieldTable Kind = FieldTable.OfKind(
        "HTTPRoute",
        Read("spec", new FieldTable(
            "HTTPRouteSpec",
            Read("parentRefs", GatewayApiTypes.ParentReference, "Without any the route applies nowhere, with a warning."),
            Read("hostnames", "`*.example.com` stands for names of any depth. Have no effect on a route of a Service, with a warning."),
            Read("rules", new FieldTable(
                "HTTPRouteRule",
                Read("name"),
                Read("matches", Match),
                Read("filters", Filter),
                Read("backendRefs", new FieldTable(
                    "HTTPBackendRef",
                    [
                        .. GatewayApiTypes.BackendReference,
                        Read("weight", "0 to 1,000,000; 1 by default. A rule without a share above 0 is answered with 500."),
                        Read("filters", Filter, "For its share alone. It becomes a backend of its own, `{service}.{namespace}_{document}.{rule}-{position}`; with a redirect, `{document}.{rule}-{position}`."),
                    ])),
                Read("timeouts", new FieldTable(
                    "HTTPRouteTimeouts",
                    Read("request", "An attempt is answered with 504 after the shorter of both. `0s` stands for none."),
                    Read("backendRequest"))),
                Read("retry", new FieldTable(
                    "HTTPRouteRetry",
                    Read("codes", "400 to 599, beside connections that fail, and attempts that take longer than `backendRequest`."),
                    Read("attempts", "How often a request is sent again, 1 by default and at most 10; of any method, as long as its body can be."),
                    Read("backoff", "Warned of: a request is sent again at once.")), "To the same backendRef, with another of its endpoints."),
                Read("sessionPersistence", GatewayApiTypes.SessionPersistence, "Sticky by the header or cookie that the caller sends, with a warning: none is made. A caller meets the same backend on every match and host of the rule, independently of other rules. A backendRef of weight 0 loses its sessions, with a warning."))),
            Read("useDefaultGateways", "`All` is warned of: name the Gateway in `parentRefs`."))));
}

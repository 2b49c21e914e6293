using static TrafficRouting.Manifests.Field;

namespace TrafficRouting.Manifests;

/// <summary>The fields of a VirtualService.</summary>
internal static class VirtualServiceFields
{
    private const string OnlyRequests = "has no effect here: only http rules route requests";

    private static readonly FieldTable Match = new(
        "HTTPMatchRequest",
        Read("name", "Becomes part of the route's name where each match needs a route of its own."),
        Read("uri", IstioTypes.StringMatch, "The path without the query. An empty `prefix` matches every path."),
        Read("ignoreUriCase", "For `exact` and `prefix`; a pattern says `(?i)` by itself."),
        Read("scheme", IstioTypes.StringMatch, "Case-sensitive."),
        Read("method", IstioTypes.StringMatch, "Case-sensitive."),
        Read("authority", IstioTypes.StringMatch, "The host that is called, in any case; without its port unless an `exact` value names one."),
        ReadMap("headers", IstioTypes.StringMatch, "Null is an error. Values of one header are one line, joined by `,`. `Host` is the host that is called. Claims of a token (`@request…`) and `:path` are errors."),
        ReadMap("withoutHeaders", IstioTypes.StringMatch, "A missing header counts as an empty one."),
        ReadMap("queryParams", IstioTypes.StringMatch, "The first value of a name, decoded."),
        Read("port", "The port that is called."),
        Read("sourceLabels", "Compared with the application's `Labels` when documents are read; a match that does not hold is left out. Has no effect beside `gateways`."),
        Read("sourceNamespace", "Compared with the application's `Namespace` when documents are read."),
        Read("gateways", "Compared with the application's `Gateways` when documents are read."),
        Ignored("statPrefix", "names a proxy's statistics"));

    private static readonly FieldTable Redirect = new(
        "HTTPRedirect",
        Read("uri", "Replaces the whole path; a slash is put before it where it has none."),
        Read("prefixRewrite", "Replaces the prefix that the match took; without a match on `uri`, the `/` that every path begins with."),
        Read("authority", "May name a port."),
        Read("scheme", "`http` or `https`."),
        Read("port"),
        Read("derivePort", "`FROM_REQUEST_PORT` keeps the port that was called, `FROM_PROTOCOL_DEFAULT` leaves it out. Without it and `port`, the port in the caller's authority is kept, as Envoy does; another `authority` has none."),
        Read("redirectCode", "301 by default; 302, 303, 307 and 308. Another 3xx is answered as 301, with a warning."));

    private static readonly FieldTable Fault = new(
        "HTTPFaultInjection",
        Read("delay", new FieldTable(
            "Delay",
            Read("percentage", IstioTypes.Percent, "Without it nothing is injected."),
            Read("percent", "The older form of `percentage`, in whole percents."),
            Read("fixedDelay"),
            Rejected("exponentialDelay", "is not supported by Istio either; write fixedDelay"))),
        Read("abort", new FieldTable(
            "Abort",
            Read("percentage", IstioTypes.Percent, "Without it nothing is injected."),
            Read("httpStatus", "200 to 599."),
            Warned("grpcStatus", "is not injected: the answer would need gRPC's trailers; write httpStatus"),
            Rejected("http2Error", "is not supported by Istio either; write httpStatus"))));

    private static readonly FieldTable Retries = new(
        "HTTPRetry",
        Read("attempts", "How often a request is sent again, at most 10; of any method, as long as its body can be."),
        Read("perTryTimeout", "In place of `timeout`."),
        Read("backoff", "Warned of: a request is sent again at once."),
        Read("retryOn", "`connect-failure` when not written. `refused-stream` is the primary handler's own; `retriable-headers`, `envoy-ratelimited`, `http3-post-connect-failure` and the statuses of gRPC are warned of."),
        Read("retryRemoteLocalities", "Checked; every locality counts alike."),
        Read("retryIgnorePreviousHosts", "Checked; another endpoint is taken where there is one."));

    private static readonly FieldTable CorsPolicy = new(
        "CorsPolicy",
        [
            Read("allowOrigins", IstioTypes.StringMatch, "Checked."),
            .. "allowOrigin allowMethods allowHeaders exposeHeaders maxAge allowCredentials unmatchedPreflights".Split(' ').Select(n => Read(n, "Checked.")),
        ]);

    private static readonly FieldTable Http = new(
        "HTTPRoute",
        Read("name", "The route's name; without it `http-{position}`."),
        Read("match", Match, "The first rule with a match wins, in the order written. Without any, every request matches; what stands behind such a rule is dropped with a warning."),
        Read("route", new FieldTable(
            "HTTPRouteDestination",
            Read("destination", IstioTypes.Destination),
            Read("weight", "An only destination gets everything, whatever its weight. Among several, no weight is 0, and all zero is an error. Weights above 1,000,000 are scaled down."),
            Read("headers", IstioTypes.Headers, "With several destinations the rule's `set` and `remove` come last, with one the destination's."))),
        Read("redirect", Redirect),
        Read("directResponse", new FieldTable(
            "HTTPDirectResponse",
            Read("status", "200 to 599."),
            Read("body", new FieldTable("HTTPBody", Read("string"), Read("bytes", "Base64 of UTF-8 text."))))),
        Read("delegate", new FieldTable("Delegate", Read("name"), Read("namespace", "The document's own by default.")), "A VirtualService without hosts, whose rules stand in place of this one: a request must match both, and what they leave out is this rule's. As in Istio, one of its rules with a match that lies within none of this rule's is left out, and so is this rule where the document is not there; both with a warning."),
        Read("rewrite", new FieldTable(
            "HTTPRewrite",
            Read("uri", "Replaces a prefix letter for letter (`/foo` by `/` makes `/foo/bar` into `//bar`), after `exact` and `regex` the whole path."),
            Read("uriRegexRewrite", new FieldTable("RegexRewrite", Read("match", "RE2."), Read("rewrite", @"`\1` stands for a group."))),
            Read("authority", "The Host."))),
        Read("timeout", "Until the response headers arrive, per attempt; answered with 504. Without effect beside `fault`, as in Istio."),
        Read("retries", Retries, "To the same destination, with another of its endpoints. Without it nothing is sent again, where a sidecar would try twice more. Without effect beside `fault`."),
        Read("fault", Fault),
        Read("mirror", IstioTypes.Destination, "100 % by default. Copies carry the edits of the destination that was picked, and are drawn independently of the split."),
        Read("mirrorPercentage", IstioTypes.Percent, "`{}` is 0: no mirror."),
        Read("mirrorPercent", "The older form of `mirrorPercentage`, in whole percents, with a warning."),
        Read("mirror_percent", "The same."),
        Read("mirrors", new FieldTable("HTTPMirrorPolicy", Read("destination", IstioTypes.Destination), Read("percentage", IstioTypes.Percent))),
        Warned("corsPolicy", "is checked and has no effect in a client; it is left to the server", CorsPolicy),
        Read("headers", IstioTypes.Headers));

    private static readonly Field[] Connection =
    [
        .. "destinationSubnets port sourceLabels sourceNamespace gateways".Split(' ').Select(n => Read(n, "Checked.")),
    ];

    public static readonly FieldTable Kind = FieldTable.OfKind(
        "VirtualService",
        Read("spec", new FieldTable(
            "VirtualService",
            Read("hosts", "Names, IP addresses, `*.suffix`; `*` only off the mesh, for the hosts that `GatewayHosts` names. Overlaps within a document are errors, and a document without hosts is a delegate, which others name."),
            Read("gateways", "Compared with the application's `Gateways` when documents are read."),
            Read("http", Http),
            Warned("tls", OnlyRequests, new FieldTable(
                "TLSRoute",
                Read("match", new FieldTable("TLSMatchAttributes", [Read("sniHosts", "Checked."), .. Connection])),
                Read("route", IstioTypes.RouteDestination))),
            Warned("tcp", OnlyRequests, new FieldTable(
                "TCPRoute",
                Read("match", new FieldTable("L4MatchAttributes", [Read("sourceSubnet", "Checked."), .. Connection])),
                Read("route", IstioTypes.RouteDestination))),
            Warned("exportTo", IstioTypes.ForTheClusterAlone))));
}

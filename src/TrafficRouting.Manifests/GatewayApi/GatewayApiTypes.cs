using static TrafficRouting.Manifests.Field;

namespace TrafficRouting.Manifests;

/// <summary>The types that several of the Gateway API's kinds share.</summary>
internal static class GatewayApiTypes
{
    public static readonly FieldTable ParentReference = new(
        "ParentReference",
        Read("group", "By default `gateway.networking.k8s.io`; empty for a Service."),
        Read("kind", "`Gateway`, `ListenerSet` or `Service`; others are left out with a warning."),
        Read("namespace", "A route in another namespace than its Service concerns applications of its own namespace alone (`Namespace`), and replaces the Service's own routes for them."),
        Read("name"),
        Read("sectionName", "The name of a listener, or of a Service's port."),
        Read("port", "Of a Service: calls to other ports pass through."));

    public static readonly FieldTable HeaderMatch = new(
        "HeaderMatch",
        Read("type", "`Exact` by default, or `RegularExpression`: RE2, matched in full."),
        Read("name", "In any case; of a name written twice the first counts, with a warning. `Host` is the host that is called."),
        Read("value"));

    public static readonly FieldTable SessionPersistence = new(
        "SessionPersistence",
        Read("type", "`Cookie` by default, or `Header`."),
        Read("cookie", new FieldTable("Cookie", Read("name"), Ignored("path", "is of no effect: no cookie is made"), Warned("lifetimeType", NoSession))),
        Read("header", new FieldTable("Header", Read("name"))),
        Read("sessionName", "The older form of both names."),
        Read("cookieConfig", new FieldTable("CookieConfig", Warned("lifetimeType", NoSession))),
        Warned("absoluteTimeout", NoSession),
        Warned("idleTimeout", NoSession));

    private const string NoSession = "is not done here: no session is made, it lasts as long as the caller sends its value";

    private static readonly FieldTable HeaderFilter = new(
        "HTTPHeaderFilter",
        Read("set", new FieldTable("HTTPHeader", Read("name"), Read("value")), "A header takes one action; of several spellings in one list the first counts, with a warning."),
        Read("add", new FieldTable("HTTPHeader", Read("name"), Read("value"))),
        Read("remove"));

    private static readonly FieldTable ExtensionRef = new("LocalObjectReference", Read("group"), Read("kind"), Read("name"));

    public static readonly Field[] BackendReference =
    [
        Read("group", "Empty for a Service; `networking.istio.io` for a `Hostname`."),
        Read("kind", "`Service` or `Hostname`. The share of another kind is answered with 500, with a warning, by the backend `invalid-backend-ref`."),
        Read("namespace", "Another than the route's needs a ReferenceGrant, but for routes of a Service; without it the share is answered with 500, with a warning."),
        Read("name", "A Service that the documents do not hold is called by its DNS name."),
        Read("port", "Required for a Service. The share of a port that the Service does not have is answered with 500, with a warning."),
    ];

    /// <summary>Gets the filters that every route has.</summary>
    public static readonly Field[] CommonFilters =
    [
        Read("type"),
        Read("requestHeaderModifier", HeaderFilter),
        Read("responseHeaderModifier", HeaderFilter),
        Read("requestMirror", new FieldTable(
            "HTTPRequestMirrorFilter",
            Read("backendRef", new FieldTable("BackendObjectReference", BackendReference)),
            Read("percent", "0 to 100; 100 by default."),
            Read("fraction", new FieldTable("Fraction", Read("numerator"), Read("denominator", "100 by default.")))), "May be repeated. Has no effect beside a redirect, with a warning."),
        Read("extensionRef", ExtensionRef, "Warned of. Requests are answered with 500 instead of going on without the filter."),
    ];

    public static readonly FieldTable Selector = new(
        "LabelSelector",
        Read("matchLabels"),
        Read("matchExpressions", new FieldTable("LabelSelectorRequirement", Read("key"), Read("operator", "`In`, `NotIn`, `Exists`, `DoesNotExist`."), Read("values"))));

    public static readonly FieldTable Listener = new(
        "Listener",
        Read("name"),
        Read("hostname"),
        Read("port", "The port that is called."),
        Read("protocol", "`HTTP` and `HTTPS`; listeners of other protocols take no routes here."),
        Ignored("tls", "is the server's"),
        Read("allowedRoutes", new FieldTable(
            "AllowedRoutes",
            Read("namespaces", new FieldTable(
                "RouteNamespaces",
                Read("from", "`Same` by default, `All`, `Selector` or `None`."),
                Read("selector", Selector, "Compared with the labels of the `Namespace` documents; a namespace without one has the label `kubernetes.io/metadata.name` alone, with a warning."))),
            Read("kinds", new FieldTable("RouteGroupKind", Read("group"), Read("kind"))))));
}

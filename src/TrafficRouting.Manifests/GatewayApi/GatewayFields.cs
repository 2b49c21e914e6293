using static TrafficRouting.Manifests.Field;

namespace TrafficRouting.Manifests;

/// <summary>The fields of a Gateway and of what goes with it.</summary>
internal static class GatewayFields
{
    private const string OfTheServer = "is the server's";

    public static readonly FieldTable Gateway = FieldTable.OfKind(
        "Gateway",
        Read("spec", new FieldTable(
            "GatewaySpec",
            [
                Read("listeners", GatewayApiTypes.Listener),
                Read("addresses", new FieldTable("GatewaySpecAddress", Read("type", "`Hostname` or `IPAddress`."), Read("value")), "What a route without hostnames can be called by."),
                Read("allowedListeners", new FieldTable(
                    "AllowedListeners",
                    Read("namespaces", new FieldTable("ListenerNamespaces", Read("from", "`None` by default."), Read("selector", GatewayApiTypes.Selector))))),
                .. Ignored(["gatewayClassName", "infrastructure", "tls", "backendTLS", "defaultScope"], OfTheServer),
            ])));

    public static readonly FieldTable ListenerSet = OfListenerSet("ListenerSet");

    public static readonly FieldTable XListenerSet = OfListenerSet("XListenerSet");

    public static readonly FieldTable ReferenceGrant = FieldTable.OfKind(
        "ReferenceGrant",
        Read("spec", new FieldTable(
            "ReferenceGrantSpec",
            Read("from", new FieldTable("ReferenceGrantFrom", Read("group"), Read("kind"), Read("namespace"))),
            Read("to", new FieldTable("ReferenceGrantTo", Read("group"), Read("kind"), Read("name", "May be left out."))))));

    public static readonly FieldTable BackendTlsPolicy = FieldTable.OfKind(
        "BackendTLSPolicy",
        Read("spec", new FieldTable(
            "BackendTLSPolicySpec",
            Read("targetRefs", new FieldTable(
                "LocalPolicyTargetReferenceWithSectionName",
                Read("group"),
                Read("kind", "`Service`; others are left out with a warning."),
                Read("name"),
                Read("sectionName", "The name of a port."))),
            Read("validation", new FieldTable(
                "BackendTLSPolicyValidation",
                Read("hostname", "The Service is called with https; another name than it has is warned of."),
                Ignored("wellKnownCACertificates", "is what .NET trusts by default"),
                Warned("caCertificateRefs", "belongs to the client's primary handler"),
                Warned("subjectAltNames", "belongs to the client's primary handler"))),
            Ignored("options", "is an implementation's own"))));

    private static FieldTable OfListenerSet(string kind) => FieldTable.OfKind(
        kind,
        Read("spec", new FieldTable(
            "ListenerSetSpec",
            Read("parentRef", new FieldTable("ParentGatewayReference", Read("group"), Read("kind"), Read("namespace"), Read("name"))),
            Read("listeners", GatewayApiTypes.Listener))));
}

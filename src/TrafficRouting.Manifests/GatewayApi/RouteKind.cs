namespace TrafficRouting.Manifests;

/// <summary>What sets the kinds of routes apart.</summary>
/// <param name="Name">What documents call the kind.</param>
/// <param name="ReadMatch">Reads one of a rule's matches.</param>
/// <param name="Everything">Makes the match of a rule that has none.</param>
/// <param name="Filters">The filters by type, each with the field of its body.</param>
/// <param name="Failed">The status that answers what leads to no backend.</param>
internal sealed record RouteKind(
    string Name, Func<Fields, TrafficManifestOptions, GatewayMatch> ReadMatch, Func<Fields, GatewayMatch> Everything, IReadOnlyDictionary<string, string> Filters, int Failed)
{
    private static readonly Dictionary<string, string> Common = new(StringComparer.Ordinal)
    {
        ["RequestHeaderModifier"] = "requestHeaderModifier",
        ["ResponseHeaderModifier"] = "responseHeaderModifier",
        ["RequestMirror"] = "requestMirror",
        ["ExtensionRef"] = "extensionRef",
    };

    public static RouteKind Http { get; } = new(
        "HTTPRoute",
        MatchReader.Read,
        MatchReader.Everything,
        new Dictionary<string, string>(Common, StringComparer.Ordinal)
        {
            ["RequestRedirect"] = "requestRedirect",
            ["URLRewrite"] = "urlRewrite",
            ["CORS"] = "cors",
            ["ExternalAuth"] = "externalAuth",
        },
        Failed: 500);

    /// <summary>Gets the kind for gRPC, whose clients take 503 for UNAVAILABLE, as the specification wants it, and 404 for UNIMPLEMENTED.</summary>
    public static RouteKind Grpc { get; } = new("GRPCRoute", GrpcMatchReader.Read, GrpcMatchReader.Everything, Common, Failed: 503);
}

namespace TrafficRouting.Manifests;

/// <summary>A route that concerns this application.</summary>
internal sealed record GatewayRoute(RouteKind Kind, ManifestDocument Document, IReadOnlyList<Attachment> Attachments, IReadOnlyList<GatewayRule> Rules);

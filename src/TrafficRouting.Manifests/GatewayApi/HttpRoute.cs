namespace TrafficRouting.Manifests;

/// <summary>An HTTPRoute that concerns this application.</summary>
internal sealed record HttpRoute(ManifestDocument Document, IReadOnlyList<Attachment> Attachments, IReadOnlyList<HttpRouteRule> Rules);

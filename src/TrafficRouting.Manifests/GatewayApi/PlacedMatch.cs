namespace TrafficRouting.Manifests;

/// <summary>A match of a route's rule, for one of the hosts that the route is attached to.</summary>
internal sealed record PlacedMatch(GatewayRoute Route, GatewayRule Rule, GatewayMatch Match, Attachment Attachment)
{
    public string Host => Attachment.Host;

    public int? Port => Attachment.Port;
}

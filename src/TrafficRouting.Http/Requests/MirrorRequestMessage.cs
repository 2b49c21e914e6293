namespace TrafficRouting.Http;

/// <summary>A copy on its way, which knows what it is a copy for.</summary>
internal sealed class MirrorRequestMessage(HttpMethod method, Uri uri, Mirror mirror, RouteDecision decision) : HttpRequestMessage(method, uri)
{
    public Mirror Mirror { get; } = mirror;

    /// <summary>Gets the decision of the request that was copied.</summary>
    public RouteDecision Decision { get; } = decision;
}

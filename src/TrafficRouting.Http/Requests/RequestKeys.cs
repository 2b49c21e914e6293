namespace TrafficRouting.Http;

/// <summary>What routing keeps in a request's options.</summary>
internal static class RequestKeys
{
    public static readonly HttpRequestOptionsKey<RouteDecision> Decision = new("TrafficRouting.Decision");

    /// <summary>Present while nothing has been sent of a request whose route mirrors, so that there was nothing to copy.</summary>
    public static readonly HttpRequestOptionsKey<object> MirrorsDue = new("TrafficRouting.MirrorsDue");

    /// <summary>What a message has in common with its copies.</summary>
    public static readonly HttpRequestOptionsKey<LogicalRequest> Logical = new("TrafficRouting.LogicalRequest");

    public static readonly HttpRequestOptionsKey<string> Backend = new("TrafficRouting.Backend");
}

using TrafficRouting.Tables;

namespace TrafficRouting.Http.Sending;

/// <summary>What routing keeps in a request's options.</summary>
internal static class RequestKeys
{
    public static readonly HttpRequestOptionsKey<RouteDecision> Decision = new("TrafficRouting.Decision");

    /// <summary>Present once the mirrors of a request have been drawn.</summary>
    public static readonly HttpRequestOptionsKey<object> Mirrored = new("TrafficRouting.Mirrored");

    public static readonly HttpRequestOptionsKey<string> Backend = new("TrafficRouting.Backend");
}

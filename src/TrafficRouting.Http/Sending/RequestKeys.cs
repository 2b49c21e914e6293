using TrafficRouting.Tables;

namespace TrafficRouting.Http.Sending;

/// <summary>What routing keeps in a request's options.</summary>
internal static class RequestKeys
{
    public static readonly HttpRequestOptionsKey<RouteDecision> Decision = new("TrafficRouting.Decision");

    public static readonly HttpRequestOptionsKey<string> Backend = new("TrafficRouting.Backend");
}

using TrafficRouting.Http;

namespace TrafficRouting.Resilience;

/// <summary>Names the pipeline of strategies that an attempt goes through inside of routing: one for each address of each backend.</summary>
internal static class BackendKey
{
    // Backends may share an address and differ by path or Host header, as behind an ingress.
    public static string Of(HttpRequestMessage request)
    {
        var authority = request.RequestUri?.GetLeftPart(UriPartial.Authority) ?? "";
        return request.GetRouteDecision()?.Backend is { } backend ? $"{backend.Name} {authority}" : authority;
    }
}

namespace TrafficRouting.AspNetCore;

/// <summary>A mirror of a route.</summary>
/// <param name="Backend">The backend that receives the copies.</param>
/// <param name="Percentage">The share of requests that is copied, 0 to 100.</param>
/// <param name="IsCompared">Whether its responses are compared with the primary's.</param>
internal sealed record MirrorView(string Backend, double Percentage, bool IsCompared);

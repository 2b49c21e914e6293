namespace TrafficRouting.Http;

/// <summary>A request that was decided about, before anything is done with it.</summary>
/// <param name="View">The request as it came.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="IsFirst">Whether this is the first attempt of its request.</param>
/// <param name="Failed">The endpoint where an attempt of this failover failed, or null when it is no failover.</param>
internal readonly record struct DecidedRequest(HttpRequestView View, RouteDecision Decision, bool IsFirst, Endpoint? Failed = null)
{
    /// <summary>Gets a value indicating whether anything was decided; other requests pass through.</summary>
    public bool IsRouted => Decision is not null;
}

namespace TrafficRouting.Http;

/// <summary>What routing keeps in a request's options.</summary>
internal static class RequestKeys
{
    public static readonly HttpRequestOptionsKey<RouteDecision> Decision = new("TrafficRouting.Decision");

    /// <summary>Present while nothing has been sent of a request whose route mirrors, so that there was nothing to copy.</summary>
    public static readonly HttpRequestOptionsKey<object> MirrorsDue = new("TrafficRouting.MirrorsDue");

    /// <summary>What a message has in common with its copies.</summary>
    public static readonly HttpRequestOptionsKey<LogicalRequest> Logical = new("TrafficRouting.LogicalRequest");

    /// <summary>How often the request was sent again by its route's failover.</summary>
    public static readonly HttpRequestOptionsKey<int> Failovers = new("TrafficRouting.Failovers");

    public static readonly HttpRequestOptionsKey<string> Backend = new("TrafficRouting.Backend");

    /// <summary>Notes the decision of a failover and which one it is.</summary>
    public static void Take(HttpRequestMessage request, RouteDecision decision, int failover)
    {
        request.Options.Set(Decision, decision);
        request.Options.Set(Failovers, failover);
        if (request.Options.TryGetValue(Logical, out var logical))
            logical.Decision = decision;
    }
}

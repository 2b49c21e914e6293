namespace TrafficRouting;

/// <summary>Completes a priority route: what it leaves open is as on the route that it precedes.</summary>
internal static class PriorityRoute
{
    public static RouteOptions Complete(RouteOptions priority, RouteOptions route)
    {
        var whole = new RouteOptions
        {
            Order = route.Order,
            Selection = priority.Selection,
            Sticky = priority.Sticky,
            DecideOn = route.DecideOn,
            RequestHeaders = priority.RequestHeaders ?? route.RequestHeaders,
            Baggage = priority.Baggage ?? route.Baggage,
            ResponseHeaders = priority.ResponseHeaders ?? route.ResponseHeaders,
            Rewrite = priority.Rewrite ?? route.Rewrite,
            Redirect = priority.Redirect,
            DirectResponse = priority.DirectResponse,
            Timeout = priority.Timeout ?? route.Timeout,
            TimeoutStatus = priority.TimeoutStatus ?? route.TimeoutStatus,
            Failover = priority.Failover ?? route.Failover,
            Fault = priority.Fault ?? route.Fault,
        };
        foreach (var match in priority.Matches)
            whole.Matches.Add(match);
        foreach (var (backend, weight) in priority.Weights)
            whole.Weights[backend] = weight;
        foreach (var (backend, mirror) in route.Mirrors.Concat(priority.Mirrors))
            whole.Mirrors[backend] = mirror;
        foreach (var (key, value) in route.Metadata.Concat(priority.Metadata))
            whole.Metadata[key] = value;
        return whole;
    }
}

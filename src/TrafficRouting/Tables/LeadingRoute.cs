using TrafficRouting.Configuration;

namespace TrafficRouting.Tables;

/// <summary>Completes a leading route: what it leaves open is as on the route that it leads.</summary>
internal static class LeadingRoute
{
    public static RouteOptions Complete(RouteOptions leading, RouteOptions route)
    {
        var whole = new RouteOptions
        {
            Order = route.Order,
            Selection = leading.Selection,
            Sticky = leading.Sticky,
            Redraw = route.Redraw,
            RequestHeaders = leading.RequestHeaders ?? route.RequestHeaders,
            ResponseHeaders = leading.ResponseHeaders ?? route.ResponseHeaders,
            Rewrite = leading.Rewrite ?? route.Rewrite,
            Redirect = leading.Redirect,
            Response = leading.Response,
            Timeout = leading.Timeout ?? route.Timeout,
            TimeoutStatus = leading.TimeoutStatus ?? route.TimeoutStatus,
            Fault = leading.Fault ?? route.Fault,
        };
        foreach (var match in leading.Matches)
            whole.Matches.Add(match);
        foreach (var (backend, weight) in leading.Weights)
            whole.Weights[backend] = weight;
        foreach (var (backend, mirror) in route.Mirrors.Concat(leading.Mirrors))
            whole.Mirrors[backend] = mirror;
        return whole;
    }
}

namespace TrafficRouting.AspNetCore;

/// <summary>A service.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Hosts">The hosts it answers to.</param>
/// <param name="Routes">Its routes, in the order of their names and <c>Order</c>.</param>
internal sealed record ServiceView(string Name, IReadOnlyList<string> Hosts, IReadOnlyList<RouteView> Routes)
{
    public static ServiceView Of(Service service) => new(service.Name, [.. service.Options.Hosts], [.. service.Routes.Select(RouteView.Of)]);
}

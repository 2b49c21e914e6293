namespace TrafficRouting;

/// <summary>Writes a service in code.</summary>
public static class ServiceOptionsExtensions
{
    /// <summary>Adds a host that clients call.</summary>
    /// <param name="service">The service.</param>
    /// <param name="host">An exact name, <c>*.suffix</c> or <c>*</c>.</param>
    /// <returns>The same service.</returns>
    public static ServiceOptions AddHost(this ServiceOptions service, string host)
    {
        ArgumentNullException.ThrowIfNull(service);

        service.Hosts.Add(host);
        return service;
    }

    /// <summary>Adds a route, or amends the route of that name.</summary>
    /// <param name="service">The service.</param>
    /// <param name="name">The name, of letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</param>
    /// <param name="configure">Says which requests it takes and what is done with them.</param>
    /// <returns>The same service.</returns>
    public static ServiceOptions AddRoute(this ServiceOptions service, string name, Action<RouteOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(configure);

        configure(service.Routes.GetOrAdd(name));
        return service;
    }
}

namespace TrafficRouting;

/// <summary>Services, and the routes of each beside one another.</summary>
internal static class ServiceValidator
{
    public static void Check(Scope root)
    {
        foreach (var (name, service) in root.Options.Services)
        {
            var scope = root.At("Services").At(name, service);
            NameValidator.Check(scope, name);
            Check(scope, service);
        }
    }

    private static void Check(Scope scope, ServiceOptions service)
    {
        if (service.Hosts.Count == 0)
            scope.Missing("No host is configured. Set Hosts to the names that clients call.");
        for (var i = 0; i < service.Hosts.Count; i++)
            HostValidator.Pattern(scope.At("Hosts", service.Hosts, i), service.Hosts[i]);

        if (service.Routes.Count == 0)
            scope.Missing("No route is configured. Add one to Routes, such as \"default\": { \"Weights\": { … } }.");
        var routes = scope.At("Routes");
        foreach (var (name, route) in service.Routes)
        {
            var at = routes.At(name, route);
            NameValidator.Check(at, name);
            RouteValidator.Check(at, route);
        }

        RouteOrderValidator.Check(routes, service);
    }
}

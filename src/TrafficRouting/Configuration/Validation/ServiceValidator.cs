namespace TrafficRouting;

/// <summary>A service without its routes.</summary>
internal static class ServiceValidator
{
    public static void Check(Scope scope, string name, ServiceOptions service)
    {
        NameValidator.Check(scope, name);
        if (service.Hosts.Count == 0)
            scope.Missing("No host is configured. Set Hosts to the names that clients call.");
        for (var i = 0; i < service.Hosts.Count; i++)
            HostValidator.Pattern(scope.At("Hosts", service.Hosts, i), service.Hosts[i]);
        if (service.Routes.Count == 0)
            scope.Missing("No route is configured. Add one to Routes, such as \"default\": { \"Weights\": { … } }.");
    }
}

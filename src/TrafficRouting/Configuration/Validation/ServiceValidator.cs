namespace TrafficRouting;

/// <summary>A service without its routes.</summary>
internal static class ServiceValidator
{
    public static void Check(Scope scope, string name, ServiceOptions service)
    {
        NameValidator.Check(scope, name);
        if (service.Hosts.Count == 0)
            scope.Missing("The service answers to no host. Set Hosts to the names that clients call.");
        for (var i = 0; i < service.Hosts.Count; i++)
            HostValidator.Pattern(scope.At("Hosts", i), service.Hosts[i]);
        if (service.Routes.Count == 0)
            scope.Missing("The service has no route. Add one to Routes, such as \"default\": { \"Weights\": { … } }.");
    }
}

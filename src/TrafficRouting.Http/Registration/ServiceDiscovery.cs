namespace TrafficRouting.Http;

/// <summary>Recognizes Microsoft.Extensions.ServiceDiscovery by name, because it is no dependency of this package.</summary>
internal static class ServiceDiscovery
{
    public static bool IsHandler(DelegatingHandler handler) =>
        handler.GetType() is { Name: "ResolvingHttpDelegatingHandler", Namespace: { } space } && space.Contains("ServiceDiscovery", StringComparison.Ordinal);
}

using Microsoft.Extensions.DependencyInjection.Extensions;
using TrafficRouting.Http;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers telemetry beyond the meter and the activity source, which need no registration.</summary>
public static class TrafficRoutingTelemetryServiceCollectionExtensions
{
    /// <summary>
    /// Puts service, route and backend of routed requests on HttpClient's own metric <c>http.client.request.duration</c>, as
    /// <c>traffic_routing.service</c>, <c>traffic_routing.route</c> and <c>traffic_routing.backend</c>. Costs some allocations per request.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddTrafficRoutingMetricsEnrichment(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<HttpMetricsEnrichment>();
        return services;
    }
}

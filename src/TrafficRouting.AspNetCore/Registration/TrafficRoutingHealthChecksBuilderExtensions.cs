using Microsoft.Extensions.Diagnostics.HealthChecks;
using TrafficRouting.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the health of routing.</summary>
public static class TrafficRoutingHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check of all route tables: it fails while a reload is rejected or a source is stale, while a rollout is rolled back, and while a rollout cannot
    /// go on, such as by a store that cannot be reached. Its data says which.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="failureStatus">What it reports then; degraded by default, because requests are routed by the last good table.</param>
    /// <param name="tags">Tags to filter by.</param>
    /// <returns>The builder.</returns>
    public static IHealthChecksBuilder AddTrafficRouting(
        this IHealthChecksBuilder builder, string name = "traffic_routing", HealthStatus failureStatus = HealthStatus.Degraded, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddCheck<TrafficRoutingHealthCheck>(name, failureStatus, tags ?? []);
    }
}

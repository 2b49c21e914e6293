using Microsoft.Extensions.Logging;

namespace TrafficRouting.Http;

/// <summary>Counts and logs ejections.</summary>
internal static class HealthTelemetry
{
    public static void Report(HealthChange change, TrafficRoutingMetrics metrics, ILogger logger)
    {
        if (change.EjectedFor is not { } duration)
        {
            HealthLog.Returned(logger, change.Backend, change.Endpoint);
            return;
        }

        metrics.Ejected(change.Backend, change.Endpoint);
        HealthLog.Ejected(logger, change.Backend, change.Endpoint, duration);
    }
}

using Microsoft.Extensions.Logging;

namespace TrafficRouting.Http;

/// <summary>Counts and logs ejections.</summary>
internal static class HealthTelemetry
{
    public static void Report(HealthChange change, TrafficRoutingMetrics metrics, ILogger logger)
    {
        if (change.EjectedFor is not { } duration)
        {
            if (change.Endpoint is { } back)
                HealthLog.EndpointReturned(logger, change.Backend, back);
            else
                HealthLog.BackendReturned(logger, change.Backend);
            return;
        }

        metrics.Ejected(change.Backend, change.Endpoint);
        if (change.Endpoint is { } endpoint)
            HealthLog.EndpointEjected(logger, change.Backend, endpoint, duration);
        else
            HealthLog.BackendEjected(logger, change.Backend, duration);
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace TrafficRouting.Telemetry.Tests;

/// <summary>The code that docs/telemetry.md shows.</summary>
internal static class TelemetrySnippets
{
    public static void Listen(MeterProviderBuilder metrics, TracerProviderBuilder tracing)
    {
        metrics.AddMeter("TrafficRouting");
        tracing.AddSource("TrafficRouting");
    }

    public static void Enrich(IServiceCollection services, IConfiguration configuration)
    {
        services.AddTrafficRouting(configuration.GetSection("TrafficRouting")).AddMetricsEnrichment();
    }
}

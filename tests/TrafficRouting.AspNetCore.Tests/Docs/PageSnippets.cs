using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace TrafficRouting.AspNetCore.Tests.Docs;

/// <summary>The code that the documentation shows.</summary>
internal static class PageSnippets
{
    public static void Map(WebApplication app) =>
        app.MapTrafficRouting("/traffic").RequireAuthorization("operators");

    public static void Steer(WebApplication app)
    {
        app.MapTrafficRouting("/traffic", page =>
        {
            page.Commands = true;
            page.CommandPolicy = "release-managers";
        }).RequireAuthorization("operators");
    }

    public static void Check(WebApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks().AddTrafficRouting();
    }

    public static void Scrape(WebApplicationBuilder builder, WebApplication app)
    {
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter("TrafficRouting").AddPrometheusExporter());
        app.MapPrometheusScrapingEndpoint();
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using TrafficRouting.Rollouts;

namespace TrafficRouting.AspNetCore.Tests.Dashboards;

/// <summary>An application in which everything happened that has an instrument, scraped by way of OpenTelemetry's Prometheus exporter.</summary>
internal static class ScrapedApp
{
    public static async Task<PageApp> StartAsync()
    {
        var app = await PageApp.StartAsync(
            a =>
            {
                a.MapTrafficRouting().AllowAnonymous();
                a.MapPrometheusScrapingEndpoint();
            },
            services => services.AddOpenTelemetry().WithMetrics(m => m.AddMeter("TrafficRouting").AddPrometheusExporter(o => o.ScrapeResponseCacheDurationMilliseconds = 0)),
            keys =>
            {
                PageRollout.Add(keys);
                keys["TrafficRouting:Rollouts:reviews:Steps:0:SetWeight"] = "50";
                keys.Remove("TrafficRouting:Rollouts:reviews:Steps:1:Pause");
                keys["TrafficRouting:Rollouts:reviews:Steps:1:Analyze:Count"] = "20";
                keys["TrafficRouting:Services:reviews:Routes:default:Mirrors:v2:Compare:Headers:0"] = "x-backend";
                keys["TrafficRouting:Services:reviews:Routes:default:Mirrors:dead:Percentage"] = "100";
                keys["TrafficRouting:Backends:dead:Address"] = "http://127.0.0.1:1";
                keys["TrafficRouting:Backends:dead:Health:ConsecutiveFailures"] = "1";
                keys["TrafficRouting:Services:ratings:Hosts:0"] = "ratings";
                keys["TrafficRouting:Services:ratings:Routes:default:Weights:dead"] = "1";
                keys["TrafficRouting:Rollouts:reviews:StaleAfter"] = "01:00:00";
            },
            v2: PageApp.FailAsync);
        await app.CallAsync(40);
        await app.CallAsync(1, "http://127.0.0.1:1/");
        await app.CallAsync(1, "http://ratings/1");
        app.Reload("TrafficRouting:Services:reviews:Routes:staff:Weights:v2", "2");
        app.Reload("TrafficRouting:Services:reviews:Routes:staff:Weights:v9", "2");
        var controller = app.Services.GetRequiredService<IRolloutController>();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (controller.Find("reviews")!.State!.Phase == RolloutPhase.Analyzing && !patience.IsCancellationRequested)
        {
            await app.CallAsync(40);
            app.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(RolloutPhase.RolledBack, controller.Find("reviews")!.State!.Phase);
        return app;
    }
}

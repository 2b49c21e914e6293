using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using TrafficRouting.TestKit;

namespace TrafficRouting.Telemetry.Tests;

/// <summary>What is seen of a request that was sent again, and of a backend that is left out.</summary>
public sealed class FailoverTelemetryTests
{
    private static readonly ActivitySource Caller = new("TrafficRouting.Telemetry.Tests.FailoverCaller");

    [Fact]
    public async Task Failover_IsATagOfItsAttemptAndAnEventOfTheCallersSpan()
    {
        await using var good = await BackendServer.StartAsync();
        await using var bad = await BackendServer.StartAsync(handler: context =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        });
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "TrafficRouting" or "TrafficRouting.Telemetry.Tests.FailoverCaller",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var app = new RoutedApp(good.Address, services: s => s.PostConfigure<TrafficRoutingOptions>(o =>
        {
            o.Backends["reviews-v2"] = new() { Address = bad.Address.ToString(), Health = new() { ConsecutiveFailures = 1 } };
            var route = o.Services["reviews"].Routes["default"];
            route.Weights["reviews-v2"] = 1_000_000;
            route.Failover = new();
        }));
        using var durations = new MetricCollector<double>(app.Services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(), "TrafficRouting", "traffic_routing.request.duration");
        using var ejections = new MetricCollector<long>(app.Services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(), "TrafficRouting", "traffic_routing.ejections");
        using (var root = Caller.StartActivity("caller"))
        {
            await app.GetAsync();
            Assert.Same(root, Activity.Current);
            var failover = Assert.Single(root!.Events);
            Assert.Equal("traffic_routing.failover", failover.Name);
            Assert.Equal("reviews-v1", Assert.Single(failover.Tags, t => t.Key == "traffic_routing.backend").Value);
            Assert.Equal(["reviews-v2", "reviews-v1"], spans.Where(s => s.TraceId == root.TraceId).Select(s => s.GetTagItem("traffic_routing.backend")));
        }

        var measured = durations.GetMeasurementSnapshot();
        Assert.Equal(["reviews-v2", "reviews-v1"], measured.Select(m => m.Tags["traffic_routing.backend"]));
        Assert.Equal([false, true], measured.Select(m => m.Tags.ContainsKey("traffic_routing.failover")));
        Assert.Equal(true, measured[1].Tags["traffic_routing.failover"]);
        Assert.Equal("reviews-v2", Assert.Single(ejections.GetMeasurementSnapshot()).Tags["traffic_routing.backend"]);
    }
}

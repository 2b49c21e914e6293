using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using TrafficRouting.Http;
using TrafficRouting.Rollouts;
using TrafficRouting.TestKit;

namespace TrafficRouting.Telemetry.Tests;

public sealed class MetricTests
{
    [Fact]
    public async Task Metrics_OfRoutedAndMirroredRequests_ReachTheSdk()
    {
        await using var stable = await BackendServer.StartAsync();
        await using var shadow = await BackendServer.StartAsync();
        using var exporter = new MemoryExporter<Metric, Series>(Series.Of);
        var metrics = Sdk.CreateMeterProviderBuilder();
        metrics.AddMeter("TrafficRouting");
        using var provider = metrics.AddReader(new BaseExportingMetricReader(exporter)).Build();

        await using var app = new RoutedApp(stable.Address, shadow.Address);
        for (var i = 0; i < 3; i++)
            await app.GetAsync();
        await app.WhenMirroredAsync();
        provider.ForceFlush();

        Assert.Contains(new("traffic_routing.decisions", "backend=reviews-v1, route=default, service=reviews", 3), exporter.Exported);
        Assert.Contains(new("traffic_routing.request.duration", "backend=reviews-v1, outcome=2xx, route=default, service=reviews", 3), exporter.Exported);
        Assert.Contains(new("traffic_routing.mirror.requests", "backend=reviews-v2, outcome=sent", 3), exporter.Exported);
        Assert.Contains(new("traffic_routing.mirror.duration", "backend=reviews-v2, outcome=sent", 3), exporter.Exported);
        Assert.Contains(new("traffic_routing.mirror.queue.length", "", 0), exporter.Exported);
    }

    [Fact]
    public async Task QueuesAndRollouts_OfSeveralTables_AreToldApart()
    {
        using var exporter = new MemoryExporter<Metric, (string Name, string Tables)>(m => (m.Name, Tables(m)));
        using var provider = Sdk.CreateMeterProviderBuilder().AddMeter("TrafficRouting").AddReader(new BaseExportingMetricReader(exporter)).Build();
        var services = new ServiceCollection();
        foreach (var table in new[] { "", "payments" })
            Rollouts.Add(services.AddTrafficRouting(table, options => RoutedApp.Configure(options, new("http://v1"), new("http://v2"))));
        await using var app = services.BuildServiceProvider();
        app.GetRequiredService<TrafficMirror>();
        app.GetRequiredService<IRolloutController>();
        app.GetRequiredKeyedService<TrafficMirror>("payments");
        app.GetRequiredKeyedService<IRolloutController>("payments");

        provider.ForceFlush();

        Assert.Contains(("traffic_routing.mirror.queue.length", "none, payments"), exporter.Exported);
        Assert.Contains(("traffic_routing.mirror.queue.bytes", "none, payments"), exporter.Exported);
        Assert.Contains(("traffic_routing.rollout.stale", "none, payments"), exporter.Exported);
    }

    [Fact]
    public async Task Histograms_WithoutAView_HaveBoundsForSeconds()
    {
        await using var stable = await BackendServer.StartAsync();
        using var exporter = new MemoryExporter<Metric, (string Name, double[] Bounds)>(m => (m.Name, Bounds(m)));
        using var provider = Sdk.CreateMeterProviderBuilder().AddMeter("TrafficRouting").AddReader(new BaseExportingMetricReader(exporter)).Build();

        await using var app = new RoutedApp(stable.Address);
        await app.GetAsync();
        provider.ForceFlush();

        var (_, bounds) = exporter.Exported.Single(m => m.Name == "traffic_routing.request.duration");
        Assert.Equal([0.005, 10], [bounds[0], bounds[^2]]);
    }

    private static string Tables(Metric metric)
    {
        var tables = new List<string>();
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var table = "none";
            foreach (var (key, value) in point.Tags)
                table = key == "traffic_routing.table" ? $"{value}" : table;
            tables.Add(table);
        }

        return string.Join(", ", tables.Order(StringComparer.Ordinal));
    }

    private static double[] Bounds(Metric metric)
    {
        var bounds = new List<double>();
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            if (metric.MetricType != MetricType.Histogram)
                continue;
            foreach (var bucket in point.GetHistogramBuckets())
                bounds.Add(bucket.ExplicitBound);
        }

        return [.. bounds];
    }

    /// <summary>One series: how often a histogram recorded, else the sum or the last value.</summary>
    private sealed record Series(string Name, string Tags, long Value)
    {
        public static Series Of(Metric metric)
        {
            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                var tags = new List<string>();
                foreach (var (key, value) in point.Tags)
                    tags.Add($"{key.Replace("traffic_routing.", "", StringComparison.Ordinal)}={value}");
                var count = metric.MetricType switch
                {
                    MetricType.Histogram => point.GetHistogramCount(),
                    MetricType.LongGauge => point.GetGaugeLastValueLong(),
                    _ => point.GetSumLong(),
                };
                return new(metric.Name, string.Join(", ", tags.Order(StringComparer.Ordinal)), count);
            }

            return new(metric.Name, string.Empty, 0);
        }
    }
}

using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using TrafficRouting.TestKit;

namespace TrafficRouting.Telemetry.Tests;

public sealed class EnrichmentTests
{
    [Fact]
    public async Task Enrichment_AskedFor_ShowsTheDecisionOnHttpClientsMetric()
    {
        var tags = await TagsAsync(services => services.AddTrafficRouting().AddMetricsEnrichment());

        Assert.Equal(["traffic_routing.backend=reviews-v1", "traffic_routing.route=default", "traffic_routing.service=reviews"], Assert.Single(tags));
    }

    [Fact]
    public async Task Enrichment_NotAskedFor_LeavesTheMetricAlone() => Assert.Empty(Assert.Single(await TagsAsync(_ => { })));

    [Fact]
    public async Task Enrichment_OfARetriedRequest_ShowsEachTagOncePerAttempt()
    {
        var tags = await TagsAsync(services =>
        {
            services.AddTrafficRouting().AddMetricsEnrichment();
            services.AddHttpClient("reviews").AddHttpMessageHandler(() => new TwiceHandler());
        });

        Assert.Equal(2, tags.Count);
        Assert.All(tags, t => Assert.Equal(t.Distinct(), t));
    }

    private static async Task<List<List<string>>> TagsAsync(Action<IServiceCollection> configure)
    {
        await using var stable = await BackendServer.StartAsync();
        await using var app = new RoutedApp(stable.Address, services: configure);
        using var durations = new MetricCollector<double>(app.Services.GetRequiredService<IMeterFactory>(), "System.Net.Http", "http.client.request.duration");
        await app.GetAsync();
        return
        [
            .. durations.GetMeasurementSnapshot().Select(m => m.Tags
                .Select(t => $"{t.Key}={t.Value}").Where(t => t.StartsWith("traffic_routing", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList()),
        ];
    }

    private sealed class TwiceHandler : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (await base.SendAsync(request, cancellationToken)).Dispose();
            return await base.SendAsync(request, cancellationToken);
        }
    }
}

using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;
using TrafficRouting.Hosts.Tests.Docs;

namespace TrafficRouting.Hosts.Tests;

/// <summary>Routing among what real packages put around and under it.</summary>
public sealed class HostTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Refit_WithEveryKindOfBody_IsRoutedAndCopied()
    {
        await using var app = await Catalog.StartAsync(HostSnippets.RegisterRefit);
        var client = app.Services.GetRequiredService<ICatalog>();

        Assert.Equal("v1", await client.GetAsync(1));
        await client.AddAsync(new("a", Lazy(3)));
        await client.AddRawAsync(new MemoryStream(new byte[30_000]));
        await client.AddFormAsync(new() { ["a"] = "1 & 2" });
        await client.UploadAsync(new(new MemoryStream(Encoding.UTF8.GetBytes("file")), "a.txt", "text/plain"), "note");

        await app.AssertCopiedAsync();
        Assert.Equal(5, app.Primary.Count);
        Assert.Contains(app.Primary.Requests, r => Encoding.UTF8.GetString(r.Body).Contains("[0,1,2]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ServiceDiscovery_OfTheDefaults_ResolvesBackendsAndMirrors()
    {
        await using var app = await Catalog.StartAsync(HostSnippets.RegisterDiscovery, byDiscovery: true);
        using var client = app.Client();

        Assert.Equal("v1", await client.GetStringAsync("/items/1", Token));

        await app.AssertCopiedAsync();
    }

    [Fact]
    public async Task ServiceDiscovery_OfTheClientAlone_ResolvesMirrorsWhereTheyAreGivenIt()
    {
        await using var app = await Catalog.StartAsync(
            services =>
            {
                services.AddServiceDiscovery();
                services.AddHttpClient("catalog", c => c.BaseAddress = new("https+http://catalog")).AddTrafficRouting().AddServiceDiscovery();
                HostSnippets.RegisterMirrorDiscovery(services);
            },
            byDiscovery: true);
        using var client = app.Client();

        Assert.Equal("v1", await client.GetStringAsync("/items/1", Token));

        await app.AssertCopiedAsync();
    }

    [Fact]
    public async Task ServiceDefaults_OfAspire_LeaveRoutingBetweenRetriesAndDiscovery()
    {
        await using var app = await Catalog.StartAsync(
            services =>
            {
                services.AddServiceDiscovery();
                HostSnippets.RegisterAspire(services);
            },
            byDiscovery: true);
        using var client = app.Client();

        Assert.Equal("v1", await client.GetStringAsync("http://catalog/items/1", Token));

        await app.AssertCopiedAsync();
        Assert.Equal(
            ["ResilienceHandler", "TrafficRoutingHandler", "ResilienceHandler", "ResolvingHttpDelegatingHandler"],
            Pipeline(app).Where(n => n is "ResilienceHandler" or "TrafficRoutingHandler" or "ResolvingHttpDelegatingHandler"));
    }

    [Fact]
    public async Task OpenTelemetry_OfHttpClient_IsBelowTheAttemptAndKnowsItsBackend()
    {
        var spans = new List<Activity>();
        await using var app = await Catalog.StartAsync(services =>
        {
            HostSnippets.RegisterTelemetry(services);
            services.ConfigureOpenTelemetryTracerProvider(t => t.AddProcessor(new SimpleActivityExportProcessor(new Exporter(spans))));
            services.AddHttpClient("catalog").AddTrafficRouting();
        });
        using var provider = app.Services.GetRequiredService<TracerProvider>();
        using var client = app.Client();

        await client.GetStringAsync("http://catalog/items/1", Token);
        await app.AssertCopiedAsync();
        provider.ForceFlush();

        var attempt = spans.Single(s => s.DisplayName == "route catalog");
        var sent = spans.Single(s => s.ParentSpanId == attempt.SpanId);
        Assert.Equal("v1", sent.GetTagItem("traffic_routing.backend"));
        Assert.NotEqual(attempt.TraceId, spans.Single(s => s.DisplayName == "mirror v2").TraceId);
    }

    [Fact]
    public async Task Handler_OfTheContainer_RoutesAPipelineMadeByHand()
    {
        await using var app = await Catalog.StartAsync(_ => { });

        Assert.Equal("v1", await HostSnippets.SendAsync(app.Services, Token));
    }

    private static IEnumerable<int> Lazy(int count)
    {
        for (var i = 0; i < count; i++)
            yield return i;
    }

    private static List<string> Pipeline(Catalog app)
    {
        var names = new List<string>();
        for (var handler = app.Services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("catalog"); handler is DelegatingHandler { InnerHandler: { } inner }; handler = inner)
            names.Add(handler.GetType().Name);
        return names;
    }

    private sealed class Exporter(List<Activity> spans) : BaseExporter<Activity>
    {
        public override ExportResult Export(in Batch<Activity> batch)
        {
            lock (spans)
            {
                foreach (var activity in batch)
                    spans.Add(activity);
            }

            return ExportResult.Success;
        }
    }
}

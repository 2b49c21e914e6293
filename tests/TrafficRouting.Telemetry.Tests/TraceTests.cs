using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;
using TrafficRouting.TestKit;

namespace TrafficRouting.Telemetry.Tests;

public sealed class TraceTests
{
    private static readonly ActivitySource Caller = new("TrafficRouting.Telemetry.Tests.Caller");

    [Fact]
    public async Task Trace_OfARoutedRequest_GoesOnFromTheCallerToTheBackend()
    {
        await using var stable = await BackendServer.StartAsync();
        await using var app = new RoutedApp(stable.Address);
        var spans = await RecordAsync(async () =>
        {
            using var root = Caller.StartActivity("caller");
            await app.GetAsync();
            Assert.Same(root, Activity.Current);
        });

        var caller = spans.Single(s => s.Source == Caller.Name);
        var route = spans.Single(s => s.Source == "TrafficRouting");
        var client = spans.Single(s => s.Source == "System.Net.Http");
        var server = spans.Single(s => s.Source == "Microsoft.AspNetCore");
        Assert.Equal("route reviews", route.Name);
        Assert.Equal("reviews", route.Tags["traffic_routing.service"]);
        Assert.Equal("default", route.Tags["traffic_routing.route"]);
        Assert.Equal("reviews-v1", route.Tags["traffic_routing.backend"]);
        Assert.Equal(200, route.Tags["http.response.status_code"]);
        Assert.Equal([caller.Id, route.Id, client.Id], [route.ParentId, client.ParentId, server.ParentId]);
        Assert.Single(spans.Select(s => s.TraceId).Distinct());
    }

    [Fact]
    public async Task Trace_OfAMirror_IsItsOwnAndLinkedToThePrimary()
    {
        await using var stable = await BackendServer.StartAsync();
        await using var shadow = await BackendServer.StartAsync();
        await using var app = new RoutedApp(stable.Address, shadow.Address);
        var spans = await RecordAsync(async () =>
        {
            using (Caller.StartActivity("caller"))
                await app.GetAsync();
            await app.WhenMirroredAsync();
        });

        var route = spans.Single(s => s.Name == "route reviews");
        var mirror = spans.Single(s => s.Name == "mirror reviews-v2");
        Assert.NotEqual(route.TraceId, mirror.TraceId);
        Assert.Equal(default, mirror.ParentId);
        Assert.Equal(route.Id, Assert.Single(mirror.Links).SpanId);
        Assert.Equal("reviews-v2", mirror.Tags["traffic_routing.backend"]);
        Assert.Contains(spans, s => s.Source == "Microsoft.AspNetCore" && s.TraceId == mirror.TraceId);
    }

    [Fact]
    public async Task Trace_OfAFailedAttempt_HasTheErrorAndGivesTheCallerItsSpanBack()
    {
        var nobody = await BackendServer.StartAsync();
        await nobody.DisposeAsync();
        await using var app = new RoutedApp(nobody.Address);
        var spans = await RecordAsync(async () =>
        {
            using var root = Caller.StartActivity("caller");
            await Assert.ThrowsAsync<HttpRequestException>(() => app.GetAsync());
            Assert.Same(root, Activity.Current);
        });

        var route = spans.Single(s => s.Name == "route reviews");
        Assert.Equal(ActivityStatusCode.Error, route.Status);
        Assert.Equal("System.Net.Http.HttpRequestException", route.Tags["error.type"]);
    }

    private static async Task<IReadOnlyList<Span>> RecordAsync(Func<Task> act)
    {
        using var exporter = new MemoryExporter<Activity, Span>(Span.Of);
        var tracing = Sdk.CreateTracerProviderBuilder();
        tracing.AddSource("TrafficRouting");
        using (tracing
            .AddSource(Caller.Name, "System.Net.Http", "Microsoft.AspNetCore")
            .AddProcessor(new SimpleActivityExportProcessor(exporter))
            .Build())
        {
            await act();

            // Kestrel ends its span after the response is through.
            var servers = exporter.Exported.Count(s => s.Source == "System.Net.Http" && s.Tags.ContainsKey("http.response.status_code"));
            Assert.True(
                SpinWait.SpinUntil(() => exporter.Exported.Count(s => s.Source == "Microsoft.AspNetCore") >= servers, TimeSpan.FromSeconds(30)));
        }

        return [.. exporter.Exported];
    }

    private sealed record Span(
        string Source,
        string Name,
        ActivityTraceId TraceId,
        ActivitySpanId Id,
        ActivitySpanId ParentId,
        ActivityStatusCode Status,
        IReadOnlyDictionary<string, object?> Tags,
        IReadOnlyList<ActivityContext> Links)
    {
        public static Span Of(Activity activity) => new(
            activity.Source.Name,
            activity.DisplayName,
            activity.TraceId,
            activity.SpanId,
            activity.ParentSpanId,
            activity.Status,
            new Dictionary<string, object?>(activity.TagObjects),
            [.. activity.Links.Select(l => l.Context)]);
    }
}

using System.Text;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using TrafficRouting.TestKit;

namespace TrafficRouting.Telemetry.Tests;

/// <summary>The SDK's own exporter against a collector's endpoint, over HTTP.</summary>
public sealed class OtlpTests
{
    [Fact]
    public async Task Otlp_OfARoutedAndMirroredRequest_ArrivesAtTheCollector()
    {
        await using var collector = await BackendServer.StartAsync("collector", context => context.Response.CompleteAsync());
        await using var stable = await BackendServer.StartAsync();
        await using var shadow = await BackendServer.StartAsync();
        using var metrics = Sdk.CreateMeterProviderBuilder().AddMeter("TrafficRouting").AddOtlpExporter(o => To(o, "v1/metrics")).Build();
        using var traces = Sdk.CreateTracerProviderBuilder().AddSource("TrafficRouting").AddOtlpExporter(o => To(o, "v1/traces")).Build();

        await using var app = new RoutedApp(stable.Address, shadow.Address);
        await app.GetAsync();
        await app.WhenMirroredAsync();
        Assert.True(metrics.ForceFlush(30_000));
        Assert.True(traces.ForceFlush(30_000));

        Assert.Contains("traffic_routing.request.duration", Received("/v1/metrics"), StringComparison.Ordinal);
        Assert.Contains("traffic_routing.mirror.requests", Received("/v1/metrics"), StringComparison.Ordinal);
        Assert.Contains("route reviews", Received("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("mirror reviews-v2", Received("/v1/traces"), StringComparison.Ordinal);

        void To(OtlpExporterOptions options, string path)
        {
            options.Protocol = OtlpExportProtocol.HttpProtobuf;
            options.Endpoint = new Uri(collector.Address, path);
        }

        // Names stand in the protocol's bytes as they are.
        string Received(string path) =>
            string.Concat(collector.Requests.Where(r => r.Path == path).Select(r => Encoding.Latin1.GetString(r.Body)));
    }
}

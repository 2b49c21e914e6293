using Observability;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using TrafficRouting.Http;

// A shop under a steady load: metrics for Prometheus at http://localhost:5081/metrics, spans in memory (an OTLP exporter in yours).
// prometheus.yml beside this file scrapes it, with the alert rules of docs/. "--check" reads the metrics once and ends.
var builder = WebApplication.CreateBuilder(args);
var spans = new SpanCounter();
builder.Services.AddTrafficRouting(builder.Configuration.GetSection("TrafficRouting"));
builder.Services.AddHttpClient("reviews", client => client.BaseAddress = new("http://reviews")).AddTrafficRouting();
builder.Services.AddOpenTelemetry()
    .WithMetrics(metrics => metrics.AddMeter("TrafficRouting").AddPrometheusExporter())
    .WithTracing(tracing => tracing
        .AddSource("TrafficRouting")
        .AddHttpClientInstrumentation(http => http.EnrichWithHttpRequestMessage = (activity, request) =>
            activity.SetTag("traffic_routing.backend", request.GetRouteDecision()?.Backend?.Name))
        .AddProcessor(spans));
builder.Services.AddHostedService<Customers>();

var app = builder.Build();
app.MapGet("/v1/reviews/{id:int}", () => "v1");
app.MapGet("/v2/reviews/{id:int}", (int id) => id % 5 == 0 ? Results.StatusCode(503) : Results.Text("v2"));
app.MapPrometheusScrapingEndpoint();

if (args is not ["--check"])
{
    await app.RunAsync();
    return 0;
}

return await MetricsCheck.RunAsync(app, spans) ? 0 : 1;

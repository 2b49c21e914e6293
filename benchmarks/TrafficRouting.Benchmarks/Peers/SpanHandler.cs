using System.Diagnostics;

namespace TrafficRouting.Benchmarks.Peers;

/// <summary>Records one span with four tags around a call, and nothing else.</summary>
internal sealed class SpanHandler : DelegatingHandler
{
    public const string SourceName = "Benchmarks.Spans";

    private static readonly ActivitySource Source = new(SourceName);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var activity = Source.StartActivity("route reviews");
        activity?.SetTag("traffic_routing.service", "reviews");
        activity?.SetTag("traffic_routing.route", "zz-all");
        activity?.SetTag("traffic_routing.backend", "v1");
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        activity?.SetTag("http.response.status_code", (int)response.StatusCode);
        return response;
    }
}

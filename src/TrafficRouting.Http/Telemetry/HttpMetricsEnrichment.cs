using System.Net.Http.Metrics;

namespace TrafficRouting.Http;

/// <summary>Puts what was decided on HttpClient's own <c>http.client.request.duration</c>.</summary>
internal sealed class HttpMetricsEnrichment
{
    private readonly Action<HttpMetricsEnrichmentContext> _addTags = AddTags;

    // One callback per request message: a retry finds it there already.
    private static readonly HttpRequestOptionsKey<bool> Attached = new("TrafficRouting.MetricsEnrichment");

    public void Attach(HttpRequestMessage request)
    {
        if (request.Options.TryGetValue(Attached, out _))
            return;

        request.Options.Set(Attached, true);
        HttpMetricsEnrichmentContext.AddCallback(request, _addTags);
    }

    // Names out of the configuration, so that their number is bounded by it.
    private static void AddTags(HttpMetricsEnrichmentContext context)
    {
        if (context.Request.GetRouteDecision() is not { } decision)
            return;

        context.AddCustomTag("traffic_routing.service", decision.Service.Name);
        context.AddCustomTag("traffic_routing.route", decision.Route?.Name);
        context.AddCustomTag("traffic_routing.backend", decision.Backend?.Name);
    }
}

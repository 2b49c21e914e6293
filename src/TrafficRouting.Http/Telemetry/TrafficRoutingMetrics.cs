using System.Diagnostics.Metrics;
using TrafficRouting.Tables;

namespace TrafficRouting.Http.Telemetry;

/// <summary>The instruments of routing. Tags are names out of the configuration, so their number is bounded by it.</summary>
internal sealed class TrafficRoutingMetrics
{
    private readonly Counter<long> _decisions;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _reloads;

    public TrafficRoutingMetrics(IMeterFactory factory)
        : this(factory.Create(TrafficRoutingDefaults.TelemetryName))
    {
    }

    private TrafficRoutingMetrics(Meter meter)
    {
        _decisions = meter.CreateCounter<long>("traffic_routing.decisions", "{decision}", "Attempts that were routed.");
        _duration = meter.CreateHistogram<double>("traffic_routing.request.duration", "s", "Time of a routed attempt until its response headers arrived or it failed.");
        _reloads = meter.CreateCounter<long>("traffic_routing.reloads", "{reload}", "Configurations that were taken or refused after the first.");
    }

    /// <summary>Gets the instruments of handlers that are made without a container.</summary>
    public static TrafficRoutingMetrics Shared { get; } = new(new Meter(TrafficRoutingDefaults.TelemetryName));

    public bool IsEnabled => _decisions.Enabled || _duration.Enabled;

    public void Decided(RouteDecision decision) =>
        _decisions.Add(
            1,
            new("service", decision.Service.Name),
            new("route", decision.Route?.Name),
            new("backend", decision.Backend?.Name));

    public void Completed(in RoutedExchange exchange) =>
        _duration.Record(
            exchange.Duration.TotalSeconds,
            new("backend", exchange.Decision.Backend?.Name),
            new("outcome", Outcome.Of(in exchange)));

    public void Reloaded(bool taken) => _reloads.Add(1, new KeyValuePair<string, object?>("outcome", taken ? "taken" : "refused"));
}

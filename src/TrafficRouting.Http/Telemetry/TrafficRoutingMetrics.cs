using System.Diagnostics;
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
        _duration = meter.CreateHistogram(
            "traffic_routing.request.duration", "s", "Time of a routed attempt until its response headers arrived or it failed.", tags: null, SecondsAdvice.Instance);
        _reloads = meter.CreateCounter<long>("traffic_routing.reloads", "{reload}", "Configurations that were taken or refused after the first.");
    }

    /// <summary>Gets the instruments of handlers that are made without a container.</summary>
    public static TrafficRoutingMetrics Shared { get; } = new(new Meter(TrafficRoutingDefaults.TelemetryName));

    public bool IsEnabled => _decisions.Enabled || _duration.Enabled;

    public void Decided(RouteDecision decision)
    {
        if (!_decisions.Enabled)
            return;

        // Up to eight tags live on the stack.
        var tags = new TagList { { "service", decision.Service.Name } };
        Add(ref tags, "route", decision.Route?.Name);
        Add(ref tags, "backend", decision.Backend?.Name);
        _decisions.Add(1, tags);
    }

    public void Completed(in RoutedExchange exchange)
    {
        if (!_duration.Enabled)
            return;

        var tags = default(TagList);
        Add(ref tags, "backend", exchange.Decision.Backend?.Name);
        tags.Add("outcome", Outcome.Of(in exchange));
        _duration.Record(exchange.Duration.TotalSeconds, tags);
    }

    public void Reloaded(bool taken) => _reloads.Add(1, new KeyValuePair<string, object?>("outcome", taken ? "taken" : "refused"));

    private static void Add(ref TagList tags, string name, string? value)
    {
        if (value is not null)
            tags.Add(name, value);
    }
}

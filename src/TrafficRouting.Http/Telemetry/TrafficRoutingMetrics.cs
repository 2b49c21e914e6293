using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TrafficRouting.Tables;

namespace TrafficRouting.Http.Telemetry;

/// <summary>The instruments of routing. Tags are names out of the configuration, so their number is bounded by it.</summary>
internal sealed class TrafficRoutingMetrics
{
    private readonly Counter<long> _decisions;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _reloads;

    public TrafficRoutingMetrics(IMeterFactory factory, ILogger<TrafficRoutingHandler>? logger = null)
        : this(factory.Create(TrafficRoutingDefaults.TelemetryName), logger)
    {
    }

    private TrafficRoutingMetrics(Meter meter, ILogger? logger = null)
    {
        Failures = new(meter, logger ?? NullLogger.Instance);
        _decisions = meter.CreateCounter<long>("traffic_routing.decisions", "{decision}", "Attempts that were routed.");
        _duration = meter.CreateHistogram(
            "traffic_routing.request.duration", "s", "Time of a routed attempt until its response headers arrived or it failed.", tags: null, SecondsAdvice.Instance);
        _reloads = meter.CreateCounter<long>("traffic_routing.reloads", "{reload}", "Configurations that were taken or refused after the first.");
    }

    /// <summary>Gets the instruments of handlers that are made without a container.</summary>
    public static TrafficRoutingMetrics Shared { get; } = new(new Meter(TrafficRoutingDefaults.TelemetryName));

    /// <summary>Gets what takes note of listeners that throw.</summary>
    public ListenerFailures Failures { get; }

    public bool IsEnabled => _decisions.Enabled || _duration.Enabled;

    public void Decided(RouteDecision decision)
    {
        if (!_decisions.Enabled)
            return;

        var service = Tag("service", decision.Service.Name);
        try
        {
            if (decision.Route is not { } route)
                _decisions.Add(1, service);
            else if (decision.Backend is not { } backend)
                _decisions.Add(1, service, Tag("route", route.Name));
            else
                _decisions.Add(1, service, Tag("route", route.Name), Tag("backend", backend.Name));
        }
        catch (Exception exception)
        {
            Failures.Note(ListenerFailures.Metrics, exception);
        }
    }

    public void Completed(in RoutedExchange exchange)
    {
        if (!_duration.Enabled)
            return;

        var seconds = exchange.Duration.TotalSeconds;
        var outcome = Tag("outcome", Outcome.Of(in exchange));
        try
        {
            if (exchange.Decision.Backend is not { } backend)
                _duration.Record(seconds, outcome);
            else
                _duration.Record(seconds, Tag("backend", backend.Name), outcome);
        }
        catch (Exception exception)
        {
            Failures.Note(ListenerFailures.Metrics, exception);
        }
    }

    public void Reloaded(bool taken)
    {
        try
        {
            _reloads.Add(1, Tag("outcome", taken ? "taken" : "refused"));
        }
        catch (Exception exception)
        {
            Failures.Note(ListenerFailures.Metrics, exception);
        }
    }

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}

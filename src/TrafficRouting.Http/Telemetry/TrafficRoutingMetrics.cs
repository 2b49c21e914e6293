using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace TrafficRouting.Http;

/// <summary>The instruments of routing. Tags are names out of the configuration, so their number is bounded by it.</summary>
internal sealed class TrafficRoutingMetrics
{
    private static readonly KeyValuePair<string, object?> Failover = new("traffic_routing.failover", true);

    private readonly Counter<long> _decisions;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _unrouted;
    private readonly Counter<long> _ejections;

    public TrafficRoutingMetrics(IMeterFactory factory, ILogger? logger = null)
        : this(factory.Create(TrafficRoutingDefaults.TelemetryName), logger)
    {
    }

    private TrafficRoutingMetrics(Meter meter, ILogger? logger = null)
    {
        Failures = new(meter, logger ?? NullLogger.Instance);
        _decisions = meter.CreateCounter<long>("traffic_routing.decisions", "{decision}", "Attempts that were routed.");
        _duration = meter.CreateHistogram(
            "traffic_routing.request.duration", "s", "Time of a routed attempt until its response headers arrived or it failed.", tags: null, SecondsAdvice.Instance);
        _unrouted = meter.CreateCounter<long>("traffic_routing.unrouted.requests", "{request}", "Requests of routed clients that belong to no service, or to no route of a service that lets such pass.");
        _ejections = meter.CreateCounter<long>("traffic_routing.ejections", "{ejection}", "Backends and endpoints that were left out because their requests failed.");
    }

    /// <summary>Counts an ejection of a backend, or of one of its endpoints.</summary>
    public void Ejected(string backend, string? endpoint)
    {
        if (!_ejections.Enabled)
            return;
        if (endpoint is null)
            Failures.Count(_ejections, Tag("traffic_routing.backend", backend));
        else
            Failures.Count(_ejections, Tag("traffic_routing.backend", backend), Tag("traffic_routing.endpoint", endpoint));
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

        var service = Tag("traffic_routing.service", decision.Service.Name);
        if (decision.Route is not { } route)
            Failures.Count(_decisions, service);
        else if (decision.Backend is not { } backend)
            Failures.Count(_decisions, service, Tag("traffic_routing.route", route.Name));
        else
            Failures.Count(_decisions, service, Tag("traffic_routing.route", route.Name), Tag("traffic_routing.backend", backend.Name));
    }

    public void Unrouted(string client, string reason)
    {
        if (_unrouted.Enabled)
            Failures.Count(_unrouted, Tag("traffic_routing.client", client), Tag("traffic_routing.reason", reason));
    }

    public void Completed(in RoutedAttempt attempt)
    {
        if (!_duration.Enabled)
            return;

        var outcome = Tag("traffic_routing.outcome", Outcome.Of(in attempt));
        var service = Tag("traffic_routing.service", attempt.Decision.Service.Name);
        if (attempt.Decision.Route is not { } route)
            Failures.Record(_duration, attempt.Duration, service, outcome);
        else if (attempt.Decision.Backend is not { } backend)
            Failures.Record(_duration, attempt.Duration, service, Tag("traffic_routing.route", route.Name), outcome);
        else if (attempt.IsFailover)
            Failures.Record(_duration, attempt.Duration, service, Tag("traffic_routing.route", route.Name), Tag("traffic_routing.backend", backend.Name), outcome, Failover);
        else
            Failures.Record(_duration, attempt.Duration, service, Tag("traffic_routing.route", route.Name), Tag("traffic_routing.backend", backend.Name), outcome);
    }

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}

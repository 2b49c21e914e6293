using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;

namespace TrafficRouting.Http;

/// <summary>The instruments of configurations: what was accepted and rejected, and what is in force.</summary>
internal sealed class LoadTelemetry
{
    private readonly ConcurrentDictionary<string, RouterLoader> _loaders = new(StringComparer.Ordinal);
    private readonly TrafficRoutingMetrics _metrics;
    private readonly Counter<long> _reloads;

    public LoadTelemetry(IMeterFactory meters, TrafficRoutingMetrics metrics)
    {
        _metrics = metrics;
        var meter = meters.Create(TrafficRoutingDefaults.TelemetryName);
        _reloads = meter.CreateCounter<long>("traffic_routing.reloads", "{reload}", "Configurations that were accepted or rejected after the first.");
        meter.CreateObservableGauge("traffic_routing.last_reload.ok", Succeeded, description: "1 while all sources are in force as they are, 0 while one is broken or rejected.");
        meter.CreateObservableGauge("traffic_routing.backend.weight", Weights, description: "The weight of a backend on a route, as it is in force.");
    }

    /// <summary>Gets what tells a table from others: nothing for the one without a name, since most processes have no other.</summary>
    public static KeyValuePair<string, object?>[] Tags(string table) => table == Options.DefaultName ? [] : [new("traffic_routing.table", table)];

    public void Add(string table, RouterLoader loader) => _loaders[table] = loader;

    public void Remove(string table) => _loaders.TryRemove(table, out _);

    public void Reloaded(string table, bool accepted) =>
        _metrics.Failures.Count(_reloads, [.. Tags(table), new("traffic_routing.outcome", accepted ? "accepted" : "rejected")]);

    public void ListenerFailed(Exception exception) => _metrics.Failures.Note("IOptionsMonitor", exception);

    private IEnumerable<Measurement<int>> Succeeded() => _loaders.Select(l => new Measurement<int>(l.Value.IsOk ? 1 : 0, Tags(l.Key)));

    private IEnumerable<Measurement<int>> Weights() =>
        from loader in _loaders
        from service in loader.Value.Router.Table.Services
        from route in service.Routes
        from backend in route.Backends
        select new Measurement<int>(backend.Weight,
        [
            .. Tags(loader.Key),
            new("traffic_routing.service", service.Name),
            new("traffic_routing.route", route.Name),
            new("traffic_routing.backend", backend.Backend.Name),
        ]);
}

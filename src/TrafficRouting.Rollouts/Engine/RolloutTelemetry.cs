using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using TrafficRouting.Http;

namespace TrafficRouting.Rollouts;

/// <summary>The meter's instruments. Phase and weight are read only when somebody listens.</summary>
internal sealed class RolloutTelemetry
{
    private readonly ILogger _logger;
    private readonly KeyValuePair<string, object?>[] _table;
    private readonly Counter<long> _transitions;
    private readonly Counter<long> _measurements;
    private readonly Counter<long> _conflicts;
    private readonly Counter<long> _forgotten;

    public RolloutTelemetry(IMeterFactory meters, Func<IReadOnlyList<RolloutStatus>> list, ILogger logger, string table = "")
    {
        _logger = logger;
        _table = LoadTelemetry.Tags(table);
        var meter = meters.Create(TrafficRoutingDefaults.TelemetryName);
        _transitions = meter.CreateCounter<long>("traffic_routing.rollout.transitions", "{transition}", "Changes of a rollout's phase or step.");
        _measurements = meter.CreateCounter<long>("traffic_routing.rollout.measurements", "{measurement}", "Measurements of a rollout by verdict.");
        _conflicts = meter.CreateCounter<long>("traffic_routing.rollout.store.conflicts", "{write}", "Writes that another replica was faster with; each is made again.");
        _forgotten = meter.CreateCounter<long>("traffic_routing.rollout.store.restored", "{state}", "States that the store had forgotten and this replica wrote back.");
        meter.CreateObservableGauge("traffic_routing.rollout.store.age", () => list().Select(r => new Measurement<double>(r.Fleet.StoreAge.TotalSeconds, Tags(r.Name))),
            "s", "How long ago the store last answered.");
        meter.CreateObservableGauge("traffic_routing.rollout.replicas", () => Known(list).Select(r => new Measurement<int>(r.State!.Replicas.Count, Tags(r.Name))),
            "{replica}", "Replicas whose evidence was counted in the present attempt.");
        meter.CreateObservableGauge("traffic_routing.rollout.stale", () => list().Select(r => new Measurement<int>(r.Fleet.IsStale ? 1 : 0, Tags(r.Name))),
            description: "1 while the store has not answered for longer than StaleAfter.");
        meter.CreateObservableGauge("traffic_routing.rollout.weight", () => Known(list).Select(r => new Measurement<double>(r.State!.Weight, Tags(r.Name))),
            "%", "The canary's weight.");
        meter.CreateObservableGauge("traffic_routing.rollout.phase", () => Known(list).SelectMany(Phases),
            description: "1 for the phase a rollout is in, 0 for the others.");
    }

    public void Count(RolloutTransition transition) => Add(
        _transitions, Tags(transition.Rollout, Tag("traffic_routing.rollout.from", transition.From.ToString()), Tag("traffic_routing.rollout.to", transition.To.ToString())));

    public void Count(string rollout, RolloutVerdict verdict) => Add(_measurements, Tags(rollout, Tag("traffic_routing.rollout.verdict", verdict.ToString())));

    public void CountConflict(string rollout) => Add(_conflicts, Tags(rollout));

    public void CountForgotten(string rollout) => Add(_forgotten, Tags(rollout));

    // A listener of the application's that throws holds up no rollout.
    private void Add(Counter<long> counter, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        try
        {
            counter.Add(1, tags);
        }
        catch (Exception e)
        {
            RolloutLog.ListenerFailed(_logger, counter.Name, e);
        }
    }

    private static IEnumerable<RolloutStatus> Known(Func<IReadOnlyList<RolloutStatus>> list) => list().Where(r => r.State is not null);

    private IEnumerable<Measurement<int>> Phases(RolloutStatus rollout) => Enum.GetValues<RolloutPhase>().Select(phase =>
        new Measurement<int>(phase == rollout.State!.Phase ? 1 : 0, Tags(rollout.Name, Tag("traffic_routing.rollout.phase", phase.ToString()))));

    // Two tables may have rollouts of one name.
    private KeyValuePair<string, object?>[] Tags(string rollout, params ReadOnlySpan<KeyValuePair<string, object?>> others) =>
        [Tag("traffic_routing.rollout.name", rollout), .. _table, .. others];

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}

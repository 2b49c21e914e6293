using System.Collections.Concurrent;
using TrafficRouting.Http;
using TrafficRouting.Rollouts;

namespace TrafficRouting.AspNetCore;

/// <summary>
/// Counts a table's traffic from the moment somebody looks. What is compiled anew by every reload leads to its cell by reference, which is the
/// cheapest way; cells are kept by name, so that they outlive a reload. Safe for concurrent use.
/// </summary>
internal sealed class TrafficRecorder(TrafficRouter router) : ITrafficRecorder
{
    private readonly ConcurrentDictionary<RouteDecision, BackendCell> _byDecision = new();
    private readonly ConcurrentDictionary<Mirror, MirrorCell> _byMirror = new();
    private readonly ConcurrentDictionary<(Service Service, string Client), CountCell> _byClient = new();

    /// <summary>Gets what backends answered.</summary>
    public ConcurrentDictionary<BackendKey, BackendCell> Backends { get; } = new();

    /// <summary>Gets what became of copies.</summary>
    public ConcurrentDictionary<BackendKey, MirrorCell> Mirrors { get; } = new();

    /// <summary>Gets the attempts of each client to each service.</summary>
    public ConcurrentDictionary<(string Client, string Service), CountCell> Clients { get; } = new();

    /// <summary>Gets the requests that were not routed, by client and the service that has no route for them, or null for an unknown host.</summary>
    public ConcurrentDictionary<(string Client, string? Service), CountCell> Unrouted { get; } = new();

    public void Decided(RoutedClient? client, RouteDecision decision) => _byClient
        .GetOrAdd((decision.Service, client?.Tag ?? ""), static (key, all) => all.Clients.GetOrAdd((key.Client, key.Service.Name), static _ => new()), this)
        .Add();

    public void Completed(in RoutedAttempt attempt)
    {
        var outcome = OutcomeClassifier.Default.Of(in attempt);
        if (outcome == ObservedOutcome.Cancellation)
            return;
        _byDecision
            .GetOrAdd(attempt.Decision, static (added, all) => all.Backends.GetOrAdd(new(added.Service.Name, added.Route?.Name, added.Backend?.Name), static _ => new()), this)
            .Add(outcome == ObservedOutcome.Failure, attempt.Duration);
    }

    void ITrafficRecorder.Unrouted(RoutedClient? client, Service? service) =>
        Unrouted.GetOrAdd((client?.Tag ?? "", service?.Name), static _ => new()).Add();

    public void Mirrored(Mirror mirror, MirrorOutcome outcome) =>
        _byMirror.GetOrAdd(mirror, static (added, all) => all.Find(added), this).Add(outcome);

    public void Compared(MirrorComparison comparison) =>
        Mirrors.GetOrAdd(new(comparison.Service, comparison.Route, comparison.MirrorBackend), static _ => new()).Add(comparison);

    /// <summary>Lets go of what belongs to an older table than the one in force.</summary>
    public void Forget()
    {
        _byDecision.Clear();
        _byMirror.Clear();
        _byClient.Clear();
    }

    // A mirror does not know its route; it is looked for once. Copies of an older table's may still end: those are counted nowhere.
    private MirrorCell Find(Mirror mirror)
    {
        foreach (var service in router.Table.Services)
        {
            foreach (var route in service.Routes)
            {
                if (route.Mirrors.Contains(mirror))
                    return Mirrors.GetOrAdd(new(service.Name, route.Name, mirror.Backend.Name), static _ => new());
            }
        }

        return new();
    }
}

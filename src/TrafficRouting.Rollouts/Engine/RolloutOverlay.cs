using System.Collections.Immutable;

namespace TrafficRouting.Rollouts;

/// <summary>Turns a state into what is laid over the route.</summary>
internal static class RolloutOverlay
{
    public static string OwnerOf(string rollout) => $"rollout {rollout}";

    /// <summary>What a rollout lays over its route before its state is known.</summary>
    public static RouteOverlay HeldAtStable(RolloutPlan plan) => new()
    {
        Owner = OwnerOf(plan.Name),
        Service = plan.Service,
        Route = plan.Route,
        Weights = ImmutableDictionary.CreateRange(StringComparer.OrdinalIgnoreCase, [KeyValuePair.Create(plan.Stable, 100), KeyValuePair.Create(plan.Canary, 0)]),
    };

    /// <summary>Returns the overlay, or null when the backend that is to have all traffic is gone and the configured weights rule.</summary>
    public static RouteOverlay? Of(RolloutPlan plan, RolloutState state, RouteTable table)
    {
        var weights = ImmutableDictionary.CreateBuilder<string, int>(StringComparer.OrdinalIgnoreCase);
        if (table.Backends.ContainsKey(plan.Canary))
            weights[plan.Canary] = state.Weight;
        if (table.Backends.ContainsKey(plan.Stable))
            weights[plan.Stable] = 100 - state.Weight;
        if (weights.Values.Sum() != 100)
            return null;

        // The steps of another replica's configuration are not known here.
        var step = state.Phase is RolloutPhase.Paused or RolloutPhase.Analyzing && RolloutMachine.Fits(plan, state) ? plan.Steps[state.Step] : null;
        return new()
        {
            Owner = OwnerOf(plan.Name),
            Service = plan.Service,
            Route = plan.Route,
            Weights = weights.ToImmutable(),
            PriorityRoutes = step?.HeaderRoute is { } match ? ImmutableDictionary<string, RouteOptions>.Empty.Add($"{plan.Route}-canary", Priority(plan, match)) : null,
            Mirrors = step?.Mirror is { } mirror ? ImmutableDictionary<string, MirrorOptions>.Empty.Add(plan.Canary, mirror) : null,
        };
    }

    private static RouteOptions Priority(RolloutPlan plan, MatchOptions match)
    {
        var route = new RouteOptions();
        route.Matches.Add(match);
        route.Weights[plan.Canary] = 100;
        return route;
    }
}

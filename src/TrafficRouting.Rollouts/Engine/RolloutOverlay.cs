using System.Collections.Immutable;

namespace TrafficRouting.Rollouts;

/// <summary>Turns a state into what is laid over the route.</summary>
internal static class RolloutOverlay
{
    public static string OwnerOf(string rollout) => $"rollout {rollout}";

    /// <summary>Names the route that takes the requests of a step's header route.</summary>
    public static string HeaderRouteOf(string route) => $"{route}-canary";

    /// <summary>What a rollout lays over its route before its state is known.</summary>
    public static RouteOverlay HeldAtStable(RolloutPlan plan) => new()
    {
        Owner = OwnerOf(plan.Name),
        Service = plan.Service,
        Route = plan.Route,
        Weights = Split(plan, 0),
    };

    /// <summary>Returns the overlay, or null when the backend that is to have all traffic is gone and the configured weights rule.</summary>
    public static RouteOverlay? Of(RolloutPlan plan, RolloutState state, RouteTable table)
    {
        var split = Split(plan, state.Weight);
        var there = split.Where(w => table.Backends.ContainsKey(w.Key)).ToImmutableDictionary(StringComparer.OrdinalIgnoreCase);
        if (split.Values.Sum() != there.Values.Sum())
            return null;

        // The steps of another replica's configuration are not known here.
        var inSteps = state.Phase is RolloutPhase.Progressing or RolloutPhase.Paused or RolloutPhase.Analyzing;
        var step = inSteps && RolloutMachine.Fits(plan, state) ? plan.Steps[state.Step] : null;
        return new()
        {
            Owner = OwnerOf(plan.Name),
            Service = plan.Service,
            Route = plan.Route,
            Weights = there,
            PriorityRoutes = step?.HeaderRoute is { } header ? ImmutableDictionary<string, RouteOptions>.Empty.Add(HeaderRouteOf(plan.Route), Priority(plan, header, RolloutBinding.Sticky(plan, table))) : null,
            Mirrors = step?.Mirror is { } mirror ? ImmutableDictionary<string, MirrorOptions>.Empty.Add(plan.Canary, mirror) : null,
        };
    }

    // Whole percents where they do, which is what people read; hundredths otherwise.
    private static ImmutableDictionary<string, int> Split(RolloutPlan plan, double percent)
    {
        var all = percent % 1 == 0 ? 100 : 10_000;
        var canary = (int)Math.Round(percent * all / 100);
        return ImmutableDictionary.CreateRange(StringComparer.OrdinalIgnoreCase, [KeyValuePair.Create(plan.Stable, all - canary), KeyValuePair.Create(plan.Canary, canary)]);
    }

    private static RouteOptions Priority(RolloutPlan plan, HeaderRouteOptions header, StickyOptions? sticky)
    {
        var route = new RouteOptions();
        if (sticky is not null)
        {
            // As on the route, so that who has the canary there has it here too, and keeps it when the header route ends.
            route.Sticky = (StickyOptions)StickyOptions.Shape.Copy(sticky);
            route.Sticky.Salt ??= $"{plan.Service}/{plan.Route}";
        }

        route.Matches.Add(header.Match!);
        foreach (var (backend, weight) in Split(plan, header.Weight))
            route.Weights[backend] = weight;
        return route;
    }
}

namespace TrafficRouting.Rollouts;

/// <summary>Holds a plan against the table in force.</summary>
internal static class RolloutBinding
{
    /// <summary>Returns what the table lacks for the plan, or null when nothing.</summary>
    public static string? Problem(RolloutPlan plan, RouteTable table)
    {
        var service = table.Services.FirstOrDefault(s => Same(s.Name, plan.Service));
        if (service is null)
            return $"service '{plan.Service}' is not configured, or is switched off";
        var route = service.Routes.FirstOrDefault(r => Same(r.Name, plan.Route));
        if (route is null)
            return $"service '{plan.Service}' has no route '{plan.Route}', or it is switched off";
        foreach (var backend in new[] { plan.Stable, plan.Canary })
        {
            if (!table.Backends.ContainsKey(backend))
                return $"backend '{backend}' is not configured";
        }

        // Weights laid over the route hide the configured ones, which then do not matter.
        var third = route.Overlay is not null ? null : route.Backends.Select(b => b.Backend.Name).FirstOrDefault(b => !Same(b, plan.Stable) && !Same(b, plan.Canary));
        return third is null
            ? null
            : $"route '{plan.Service}/{plan.Route}' also sends to '{third}'; a rollout splits between exactly two backends, '{plan.Stable}' and '{plan.Canary}'";
    }

    /// <summary>Returns what ties callers to a backend on the rollout's route as configured, or null.</summary>
    public static StickyOptions? Sticky(RolloutPlan plan, RouteTable table) =>
        table.Services.FirstOrDefault(s => Same(s.Name, plan.Service))?.Routes.FirstOrDefault(r => Same(r.Name, plan.Route))?.Options.Sticky;

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}

namespace TrafficRouting.Rollouts;

/// <summary>Finds what a rollout names and routing does not have.</summary>
internal static class RolloutTargetValidator
{
    public static void Check(string path, RolloutOptions rollout, TrafficRoutingOptions routing, bool isLive, List<Finding> findings)
    {
        CheckBackend("Stable", rollout.Stable);
        CheckBackend("Canary", rollout.Canary);
        if (rollout.Service.Length == 0 || rollout.Route.Length == 0)
            return;

        if (!routing.Services.TryGetValue(rollout.Service, out var service))
            Missing("Service", $"There is no service '{rollout.Service}'.", rollout.Service, routing.Services.Keys);
        else if (!service.Routes.TryGetValue(rollout.Route, out var route))
            Missing("Route", $"Service '{rollout.Service}' has no route '{rollout.Route}'.", rollout.Route, service.Routes.Keys);
        else if (!service.Enabled || !route.Enabled)
            Add(FindingSeverity.Warning, "Route", $"Route '{rollout.Service}/{rollout.Route}' is switched off; the rollout waits for it.");
        else if (route.Weights.Keys.FirstOrDefault(IsThird) is { } third)
            Unfit($"also sends to '{third}'; a rollout splits between exactly two backends, '{rollout.Stable}' and '{rollout.Canary}'.");
        else if (route.Weights.Count == 0)
            Unfit($"sends to no backend; a rollout splits what a route sends. Give it Weights, such as 1 for '{rollout.Stable}'.");

        void CheckBackend(string key, string name)
        {
            if (name.Length > 0 && !routing.Backends.ContainsKey(name))
                Missing(key, $"There is no backend '{name}'.", name, routing.Backends.Keys);
        }

        // What comes and goes with a cluster may come yet.
        void Missing(string key, string message, string name, IEnumerable<string> known)
        {
            if (isLive)
                Add(FindingSeverity.Warning, key, $"{message} The rollout waits for it.");
            else
                Add(FindingSeverity.Error, key, message + Suggestion.For(name, known));
        }

        void Unfit(string reason) => Add(isLive ? FindingSeverity.Warning : FindingSeverity.Error, "Route", $"Route '{rollout.Service}/{rollout.Route}' {reason}");

        void Add(FindingSeverity severity, string key, string message) => findings.Add(new(severity, Text.Join(path, key), message));

        bool IsThird(string backend) =>
            !string.Equals(backend, rollout.Stable, StringComparison.OrdinalIgnoreCase) && !string.Equals(backend, rollout.Canary, StringComparison.OrdinalIgnoreCase);
    }
}

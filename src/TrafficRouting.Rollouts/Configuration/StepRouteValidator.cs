namespace TrafficRouting.Rollouts;

/// <summary>What is wrong with the header routes and mirrors of steps, by the rules of routes.</summary>
internal static class StepRouteValidator
{
    public static IEnumerable<string> Of(string sectionPath, string name, RolloutOptions rollout)
    {
        var findings = new List<Finding>();
        var routing = new TrafficRoutingOptions();
        // Whether they exist is found when the rollout meets the routes.
        routing.Backends[rollout.Stable] = new();
        routing.Backends[rollout.Canary] = new();
        var root = Scope.Root(routing, findings, sectionPath).At(name);
        for (var i = 0; i < rollout.Steps.Count; i++)
        {
            var (scope, step) = (root.At("Steps", rollout.Steps, i), rollout.Steps[i]);
            if (step.SetHeaderRoute is { } match)
                CheckMatch(scope.At("SetHeaderRoute"), match);
            if (step.SetMirror is { } mirror)
                MirrorValidator.Check(scope.At("SetMirror"), rollout.Canary, mirror, routing.Backends.Keys);
        }

        return findings.Where(f => f.Severity == FindingSeverity.Error).Select(f => f.ToString());
    }

    private static void CheckMatch(Scope scope, MatchOptions match)
    {
        MatchValidator.Check(scope, match);
        if (MatchValidator.IsCatchAll(match))
            scope.Error("Takes every request, all of which would go to the canary. Give a condition, such as a header's.");
    }
}

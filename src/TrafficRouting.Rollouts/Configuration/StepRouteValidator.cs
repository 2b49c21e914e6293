namespace TrafficRouting.Rollouts;

/// <summary>What is wrong with the header routes and mirrors of steps, by the rules of routes.</summary>
internal static class StepRouteValidator
{
    public static IEnumerable<Finding> Of(string sectionPath, string name, RolloutOptions rollout)
    {
        var own = new OwnFindings();
        // Whether they exist is found when the rollout meets the routes.
        var backends = new Dictionary<string, BackendOptions>(StringComparer.OrdinalIgnoreCase) { [rollout.Stable] = new(), [rollout.Canary] = new() };
        var root = Scope.Root(sectionPath, own).At(name);
        for (var i = 0; i < rollout.Steps.Count; i++)
        {
            var (scope, step) = (root.At("Steps", rollout.Steps, i), rollout.Steps[i]);
            if (step.SetHeaderRoute?.Match is { } match)
                CheckMatch(scope.At("SetHeaderRoute").At("Match"), match);
            if (step.SetMirror is { } mirror)
                CheckMirror(scope.At("SetMirror"), rollout.Canary, mirror, backends);
        }

        var findings = new List<Finding>();
        own.AddTo(findings);
        return findings.Where(f => f.Severity == FindingSeverity.Error);
    }

    private static void CheckMatch(Scope scope, MatchOptions match)
    {
        MatchValidator.Check(scope, match);
        if (MatchValidator.IsCatchAll(match))
            scope.Error("Matches every request, which is what SetWeight is for. Give a condition, such as a header's; without Match the header route ends.");
    }

    private static void CheckMirror(Scope scope, string canary, MirrorOptions mirror, Dictionary<string, BackendOptions> backends)
    {
        MirrorValidator.Check(scope, mirror);
        ReferenceValidator.CheckMirror(scope, canary, mirror, backends.Keys, backends);
    }
}

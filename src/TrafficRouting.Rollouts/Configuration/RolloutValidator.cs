namespace TrafficRouting.Rollouts;

/// <summary>What is wrong with one rollout: each finding begins with its path below the rollout.</summary>
internal static class RolloutValidator
{
    public static IEnumerable<string> Of(string name, RolloutOptions rollout) =>
        Names(name, rollout).Concat(Steps(rollout)).Concat(AnalysisValidator.Of(rollout.Analysis).Select(e => $":Analysis{e}"));

    private static IEnumerable<string> Names(string name, RolloutOptions rollout)
    {
        if (!NameValidator.IsValid(name))
            yield return ": A name consists of letters, digits, dots, underscores and hyphens.";
        foreach (var (key, value) in new[] { ("Service", rollout.Service), ("Route", rollout.Route), ("Stable", rollout.Stable), ("Canary", rollout.Canary) })
        {
            if (string.IsNullOrWhiteSpace(value))
                yield return $":{key}: Required.";
        }

        if (rollout.Stable.Length > 0 && string.Equals(rollout.Stable, rollout.Canary, StringComparison.OrdinalIgnoreCase))
            yield return $":Canary: Is the stable backend '{rollout.Stable}' itself; a rollout splits between two backends.";
    }

    private static IEnumerable<string> Steps(RolloutOptions rollout)
    {
        if (rollout.StepWeight is null && rollout.Steps.Count == 0)
            yield return ":Steps: Give Steps, or StepWeight for equal ones.";
        if (rollout.StepWeight is not null && rollout.Steps.Count > 0)
            yield return ":StepWeight: Excludes Steps.";

        var weight = 0;
        for (var i = 0; i < rollout.Steps.Count; i++)
        {
            var step = rollout.Steps[i];
            weight = step.SetWeight ?? weight;
            foreach (var error in Step(step, weight, rollout.Analysis))
                yield return $":Steps:{i}{error}";
        }
    }

    private static IEnumerable<string> Step(RolloutStepOptions step, int weight, AnalysisOptions analysis)
    {
        var kinds = (step.SetWeight is null ? 0 : 1) + (step.Pause is null ? 0 : 1) + (step.Analyze is null ? 0 : 1);
        if (kinds != 1)
            yield return ": Give exactly one of SetWeight, Pause and Analyze.";
        if (step.SetWeight is not null && (step.SetHeaderRoute is not null || step.SetMirror is not null))
            yield return ": SetHeaderRoute and SetMirror live as long as their step, and SetWeight takes no time; put them into a Pause or Analyze.";
        if (step.Analyze is not null && weight == 0 && !analysis.Metrics.Values.Any(m => m.Kind == MetricKind.Custom))
            yield return ":Analyze: The canary has weight 0 here and so nothing to be judged by; set a weight before.";
        if (step.Analyze is not null && weight == 100 && (analysis.Metrics.Count == 0 || analysis.Metrics.Values.Any(m => m.CompareToStable && m.Kind != MetricKind.Custom)))
            yield return ":Analyze: The stable backend has weight 0 here and the canary nothing to be compared with; set a lower weight before, or CompareToStable: false.";
    }
}

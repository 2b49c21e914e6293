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

        if (rollout.StepWeight is { } by && !IsInHundredths(by))
            yield return $":StepWeight: {Fraction(by)}";
        if (!IsInHundredths(rollout.MaxWeight))
            yield return $":MaxWeight: {Fraction(rollout.MaxWeight)}";

        var effective = RolloutStep.From(rollout.Steps).ToList();
        for (var i = 0; i < rollout.Steps.Count; i++)
        {
            foreach (var error in Step(rollout.Steps[i], effective[i], rollout.Analysis))
                yield return $":Steps:{i}{error}";
        }
    }

    private static IEnumerable<string> Step(RolloutStepOptions step, RolloutStep effective, AnalysisOptions analysis)
    {
        var kinds = (step.SetWeight is null ? 0 : 1) + (step.Pause is null ? 0 : 1) + (step.Analyze is null ? 0 : 1);
        if (kinds > 1)
            yield return ": Give only one of SetWeight, Pause and Analyze.";
        if (kinds == 0 && step.SetHeaderRoute is null && step.SetMirror is null)
            yield return ": Says nothing: give SetWeight, Pause, Analyze, SetHeaderRoute or SetMirror.";
        if (step.SetWeight is { } weight && !IsInHundredths(weight))
            yield return $":SetWeight: {Fraction(weight)}";
        if (step.SetHeaderRoute is { } header && !IsInHundredths(header.Weight))
            yield return $":SetHeaderRoute:Weight: {Fraction(header.Weight)}";
        if (step.Analyze is null || effective.IsCompared)
            yield break;
        if (effective.Weight == 0 && effective.HeaderRoute is null or { Weight: 0 } && !analysis.Metrics.Values.Any(m => m.Kind == MetricKind.Custom))
            yield return ":Analyze: The canary has weight 0 here and so nothing to be judged by; set a weight or a header route before.";
        else if (!analysis.Metrics.Values.Any(m => !m.DryRun && MetricPlan.From("", m).HasLimits))
            yield return ":Analyze: No requests are split between the backends here, so there is nothing to compare; set a weight between 0 and 100 before, or give a metric a bound (Min, MaxLatency).";
    }

    private static bool IsInHundredths(double percent) => Math.Abs((percent * 100) - Math.Round(percent * 100)) < 1e-6;

    private static string Fraction(double percent) => FormattableString.Invariant($"Weights are in hundredths of a percent, such as 0.01; is {percent}.");
}

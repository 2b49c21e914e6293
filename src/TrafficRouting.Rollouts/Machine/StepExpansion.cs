namespace TrafficRouting.Rollouts;

/// <summary>Writes out what <see cref="RolloutOptions.StepWeight"/> and <see cref="RolloutOptions.Confirm"/> stand for.</summary>
internal static class StepExpansion
{
    public static IList<RolloutStepOptions> Expand(RolloutOptions options)
    {
        var steps = options.StepWeight is { } by ? Raise(by, options.MaxWeight) : options.Steps;
        return options.Confirm.Count == 0 ? steps : [.. WithGates(steps, options.Confirm)];
    }

    private static List<RolloutStepOptions> Raise(double by, double max)
    {
        var steps = new List<RolloutStepOptions>();
        for (decimal weight = 0; weight < (decimal)max;)
        {
            weight = Math.Min(weight + (decimal)by, (decimal)max);
            steps.Add(new() { SetWeight = (double)weight });
            steps.Add(new() { Analyze = new() });
        }

        return steps;
    }

    private static IEnumerable<RolloutStepOptions> WithGates(IList<RolloutStepOptions> steps, IList<string> gates)
    {
        var (start, increase, promotion) = (Has(nameof(RolloutGate.Start)), Has(nameof(RolloutGate.WeightIncrease)), Has(nameof(RolloutGate.Promotion)));
        if (start)
            yield return Gate();
        var weight = 0.0;
        for (var i = 0; i < steps.Count; i++)
        {
            // The start was confirmed just now.
            if (increase && steps[i].SetWeight > weight && !(start && i == 0))
                yield return Gate();
            weight = steps[i].SetWeight ?? weight;
            yield return steps[i];
        }

        if (promotion)
            yield return Gate();

        bool Has(string gate) => gates.Contains(gate, StringComparer.OrdinalIgnoreCase);
    }

    private static RolloutStepOptions Gate() => new() { Pause = new() };
}

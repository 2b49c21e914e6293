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

    private static IEnumerable<RolloutStepOptions> WithGates(IList<RolloutStepOptions> steps, IList<RolloutGate> gates)
    {
        var (start, increase, promotion) = (gates.Contains(RolloutGate.Start), gates.Contains(RolloutGate.WeightIncrease), gates.Contains(RolloutGate.Promotion));
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
    }

    private static RolloutStepOptions Gate() => new() { Pause = new() };
}

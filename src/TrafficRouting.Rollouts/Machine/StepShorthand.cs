namespace TrafficRouting.Rollouts;

/// <summary>Turns <see cref="RolloutOptions.StepWeight"/> into steps.</summary>
internal static class StepShorthand
{
    public static IList<RolloutStepOptions> Expand(RolloutOptions options)
    {
        if (options.StepWeight is not { } by)
            return options.Steps;
        var steps = new List<RolloutStepOptions>();
        for (var weight = 0; weight < options.MaxWeight;)
        {
            weight = Math.Min(weight + by, options.MaxWeight);
            steps.Add(new() { SetWeight = weight });
            steps.Add(new() { Analyze = new() });
        }

        return steps;
    }
}

namespace TrafficRouting;

/// <summary>Weights of a route's backends and of a backend's endpoints.</summary>
internal static class WeightValidator
{
    /// <summary>Checks a set of weights.</summary>
    /// <param name="scope">The set of weights.</param>
    /// <param name="weights">Each weight with its own place.</param>
    /// <param name="roundRobin">Whether their cycle is laid out in memory.</param>
    public static void Check(Scope scope, IReadOnlyCollection<(Scope Scope, int Weight)> weights, bool roundRobin)
    {
        foreach (var (at, weight) in weights)
        {
            if (weight < 0)
                at.Error($"The weight {Text.Of(weight)} is negative. Write 0 to park it.");
            else if (weight > WeightLimits.MaxWeight)
                at.Error($"The weight {Text.Of(weight)} is above {Text.Grouped(WeightLimits.MaxWeight)}. Only the proportion counts; divide all weights by the same number.");
        }

        if (weights.All(entry => entry.Weight <= 0))
            scope.Missing("All weights are zero. Give at least one a weight above 0.");
        else if (roundRobin && WeightLimits.Cycle(weights.Select(entry => entry.Weight)) is > WeightLimits.MaxCycle and var cycle)
            scope.Error($"A round robin over these weights takes {Text.Grouped(cycle)} requests; at most {Text.Grouped(WeightLimits.MaxCycle)} are possible. Round the weights, or select by Random.");
    }
}

namespace TrafficRouting;

/// <summary>Weights of a route's backends and of a backend's endpoints.</summary>
internal static class WeightValidator
{
    /// <summary>Checks a set of weights.</summary>
    /// <param name="scope">The set of weights.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="roundRobin">Whether their cycle is laid out in memory.</param>
    public static void Check(Scope scope, int[] weights, bool roundRobin)
    {
        if (!IsAnyPositive(weights))
            scope.Missing("All weights are zero. Give at least one a weight above 0.");
        else if (roundRobin && WeightLimits.Cycle(weights) is > WeightLimits.MaxCycle and var cycle)
            scope.Error($"A round robin over these weights takes {Text.Grouped(cycle)} requests; at most {Text.Grouped(WeightLimits.MaxCycle)} are possible. Round the weights, or select by Random.");
    }

    private static bool IsAnyPositive(int[] weights)
    {
        foreach (var weight in weights)
        {
            if (weight > 0)
                return true;
        }

        return false;
    }
}

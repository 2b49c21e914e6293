namespace TrafficRouting.Rollouts;

/// <summary>The outcome of a measurement, from best to worst.</summary>
public enum RolloutVerdict
{
    /// <summary>Enough was seen, and there is no evidence of a regression.</summary>
    Passed,

    /// <summary>Too little was seen, something speaks against the canary without proving it, or the stable backend fails too.</summary>
    Inconclusive,

    /// <summary>A metric could not be measured.</summary>
    Error,

    /// <summary>The canary is worse than allowed.</summary>
    Failed,
}

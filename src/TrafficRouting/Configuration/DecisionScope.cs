namespace TrafficRouting;

/// <summary>Which attempts of a request are decided anew.</summary>
public enum DecisionScope
{
    /// <summary>The first alone; retries keep its decision.</summary>
    InitialAttempt,

    /// <summary>Each attempt.</summary>
    EveryAttempt,
}

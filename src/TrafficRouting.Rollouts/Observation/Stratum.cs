namespace TrafficRouting.Rollouts;

/// <summary>What both backends answered to requests that were split between them in one way. Strata are compared each by itself and never added up.</summary>
internal sealed record Stratum(BackendWindow Canary, BackendWindow Stable)
{
    public static Stratum Empty { get; } = new(BackendWindow.Empty, BackendWindow.Empty);

    /// <summary>Gets a value indicating whether the one backend can be compared with the other.</summary>
    public bool IsCompared => !Canary.IsEmpty && !Stable.IsEmpty;

    public Stratum Since(Stratum earlier) => new(Canary.Since(earlier.Canary), Stable.Since(earlier.Stable));

    public Stratum Plus(Stratum other) => new(Canary.Plus(other.Canary), Stable.Plus(other.Stable));
}

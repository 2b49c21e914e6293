using System.Collections.Immutable;

namespace TrafficRouting.Rollouts;

/// <summary>What both backends of a rollout answered over the same time.</summary>
/// <param name="From">The beginning.</param>
/// <param name="To">The end, exclusive.</param>
/// <param name="Strata">The answers: on the route itself, then on the header route of a step.</param>
internal sealed record RolloutWindow(DateTimeOffset From, DateTimeOffset To, ImmutableArray<Stratum> Strata)
{
    /// <summary>Gets what the canary answered in all strata.</summary>
    public BackendWindow Canary { get; } = Strata.Aggregate(BackendWindow.Empty, (sum, s) => sum.Plus(s.Canary));

    /// <summary>Gets what the stable backend answered in all strata.</summary>
    public BackendWindow Stable { get; } = Strata.Aggregate(BackendWindow.Empty, (sum, s) => sum.Plus(s.Stable));

    public bool IsEmpty => Canary.IsEmpty && Stable.IsEmpty;
}

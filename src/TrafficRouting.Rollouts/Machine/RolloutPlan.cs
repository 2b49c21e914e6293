using System.Collections.Immutable;

namespace TrafficRouting.Rollouts;

/// <summary>A rollout as configured, validated. Immutable.</summary>
internal sealed class RolloutPlan
{
    private RolloutPlan(string name, RolloutOptions options)
    {
        var steps = StepExpansion.Expand(options);
        Name = name;
        Service = options.Service;
        Route = options.Route;
        Stable = options.Stable;
        Canary = options.Canary;
        Steps = [.. RolloutStep.From(steps)];
        StepsHash = RolloutHash.Of(steps);
        var revision = options.Revision is null ? string.Empty : $" @{options.Revision}";
        Identity = $"{Service}/{Route}: {Stable} -> {Canary}".ToLowerInvariant() + revision;
        Analysis = new(options.Analysis);
        OnInconclusive = options.OnInconclusive;
        StaleAfter = options.StaleAfter;
        WhenStale = options.WhenStale;
    }

    public string Name { get; }

    public string Service { get; }

    public string Route { get; }

    public string Stable { get; }

    public string Canary { get; }

    public string Identity { get; }

    public string StepsHash { get; }

    public ImmutableArray<RolloutStep> Steps { get; }

    public AnalysisPlan Analysis { get; }

    public InconclusiveAction OnInconclusive { get; }

    public TimeSpan? StaleAfter { get; }

    public StaleAction WhenStale { get; }

    /// <summary>Tells whether a mark of what is rolled out where, of a plan or a state, is that of this plan.</summary>
    public bool RollsOut(string identity) => string.Equals(Identity, identity, StringComparison.Ordinal);

    /// <summary>Tells the same, and whether it is done by the same steps.</summary>
    public bool RollsOut(string identity, string stepsHash) => RollsOut(identity) && string.Equals(StepsHash, stepsHash, StringComparison.Ordinal);

    /// <summary>Tells whether a changed plan goes on with the rollout: the same backends on the same route by the same steps.</summary>
    public bool IsSameRollout(RolloutPlan other) => RollsOut(other.Identity, other.StepsHash);

    /// <summary>Tells whether the backends can be compared during a step.</summary>
    public bool IsComparedAt(int step) => step < Steps.Length && Steps[step].IsCompared;

    public static RolloutPlan From(string name, RolloutOptions options) => new(name, options);
}

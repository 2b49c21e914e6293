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

    /// <summary>Tells whether a changed plan goes on with the rollout: the same backends on the same route by the same steps.</summary>
    public bool IsSameRollout(RolloutPlan other) =>
        string.Equals(Identity, other.Identity, StringComparison.Ordinal) && string.Equals(StepsHash, other.StepsHash, StringComparison.Ordinal);

    /// <summary>Tells whether the backends can be compared during a step.</summary>
    public bool IsComparedAt(int step) => step < Steps.Length && Steps[step].IsCompared;

    public static RolloutPlan From(string name, RolloutOptions options) => new(name, options);
}

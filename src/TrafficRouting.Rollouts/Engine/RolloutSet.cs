using System.Collections.Immutable;

namespace TrafficRouting.Rollouts;

/// <summary>The rollouts of one load. Immutable; what is derived is made once.</summary>
internal sealed class RolloutSet(RolloutsOptions options)
{
    private ImmutableDictionary<string, RolloutPlan>? _plans;

    public RolloutsOptions Options => options;

    /// <summary>Gets the plans of valid rollouts that are switched on; a rollout that did not change keeps its plan.</summary>
    public ImmutableDictionary<string, RolloutPlan> Plans(RolloutSet? previous) => _plans ??= options.Rollouts
        .Where(r => r.Value.Enabled)
        .ToImmutableDictionary(r => r.Key, r => PlanOf(r.Key, r.Value, previous), StringComparer.OrdinalIgnoreCase);

    /// <summary>Gives the set in force instead of this one where both say the same.</summary>
    public RolloutSet Over(RolloutSet? previous)
    {
        if (previous is null)
            return this;
        var isSame = options.Rollouts.Count == previous.Options.Rollouts.Count;
        foreach (var (name, rollout) in options.Rollouts.ToList())
        {
            if (previous.Options.Rollouts.TryGetValue(name, out var known) && rollout is not null && RolloutOptions.Shape.Same(rollout, known))
                options.Rollouts[name] = known;
            else
                isSame = false;
        }

        return isSame ? previous : this;
    }

    private static RolloutPlan PlanOf(string name, RolloutOptions rollout, RolloutSet? previous) =>
        previous?._plans is { } known && known.TryGetValue(name, out var plan) && ReferenceEquals(previous.Options.Rollouts[name], rollout)
            ? plan
            : RolloutPlan.From(name, rollout);
}

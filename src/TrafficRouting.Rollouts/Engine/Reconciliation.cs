using System.Collections.Immutable;

namespace TrafficRouting.Rollouts;

/// <summary>All that one reconciliation brings to a rollout's state; applied again when another replica wrote first.</summary>
internal sealed record Reconciliation(RolloutPlan Plan, string? Problem, RolloutCommand? Command, DateTimeOffset Now)
{
    /// <summary>Gets what this process has yet to tell the store.</summary>
    public RolloutInput? Pending { get; init; }

    /// <summary>Gets the readings of the custom metrics, or null when no measurement can be made.</summary>
    public ImmutableDictionary<string, CustomReading>? Custom { get; init; }

    /// <summary>Gets a value indicating whether somebody asks to look at the evidence before a measurement is due.</summary>
    public bool IsEarly { get; init; }

    /// <summary>Gets what the replicas saw, if this one judges by it and lets time pass; null otherwise.</summary>
    public FleetEvidence? Evidence { get; init; }

    /// <summary>Returns what becomes of a state, or of a rollout that nobody has seen before.</summary>
    public RolloutChange ApplyTo(RolloutState? state)
    {
        var change = new RolloutChange(Plan, state ?? RolloutMachine.Begin(Plan, Now), Now);
        change.Reconcile();
        var isAsked = change.ApplyAsked(Problem);
        if (Pending is not null)
            change.Apply(Pending);
        if (Problem is not null)
            change.Apply(new RolloutInput.Unbound(Problem));
        if (Evidence is not null)
            change.Apply(Evidence, Custom, IsEarly);
        if (Command is { } command)
            change.Apply(command, Problem);

        // Nothing begins before its route and backends are there.
        if (Problem is null && (Evidence is not null || Command is not null || isAsked))
            change.ApplyTime();
        return change;
    }
}

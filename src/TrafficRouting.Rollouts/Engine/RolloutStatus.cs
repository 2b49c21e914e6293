namespace TrafficRouting.Rollouts;

/// <summary>Where a rollout stands, as this process last knew it.</summary>
/// <param name="Name">The rollout.</param>
/// <param name="Service">The service.</param>
/// <param name="Route">The route.</param>
/// <param name="Stable">The stable backend.</param>
/// <param name="Canary">The canary backend.</param>
/// <param name="Steps">The steps in words.</param>
/// <param name="State">The state, or null while the store could not be read.</param>
/// <param name="Problem">What keeps the rollout from going on, or null.</param>
/// <param name="CanaryTotals">What the canary answered to this process.</param>
/// <param name="StableTotals">What the stable backend answered to this process.</param>
public sealed record RolloutStatus(
    string Name,
    string Service,
    string Route,
    string Stable,
    string Canary,
    IReadOnlyList<string> Steps,
    RolloutState? State,
    string? Problem,
    BackendTotals CanaryTotals,
    BackendTotals StableTotals)
{
    /// <summary>
    /// Gets what is in force in this process though the store does not know of it yet, such as an abort while the store was away, and what is wrong
    /// with the store; null when the store knows everything.
    /// </summary>
    public string? Unstored { get; init; }

    /// <summary>Gets this process' part in the fleet. What the other replicas saw is in the state's <see cref="RolloutState.Replicas"/>.</summary>
    public ReplicaStatus Fleet { get; init; } = new(string.Empty, false, TimeSpan.Zero, false);
}

namespace TrafficRouting.Rollouts;

/// <summary>What was rolled out under the same name before. A replica that is still configured so is an older one.</summary>
/// <param name="Identity">Its <see cref="RolloutState.Identity"/>.</param>
/// <param name="StepsHash">Its <see cref="RolloutState.StepsHash"/>.</param>
/// <param name="Phase">The phase it was left in.</param>
public sealed record RolloutPredecessor(string Identity, string StepsHash, RolloutPhase Phase);

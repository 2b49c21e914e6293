using TrafficRouting.Rollouts;

namespace AutomatedCanary;

/// <summary>One telling of the story.</summary>
/// <param name="Name">What happens.</param>
/// <param name="FailingShare">The share of its requests that v2 answers with 500.</param>
/// <param name="Expected">How the rollout must end.</param>
internal sealed record Act(string Name, double FailingShare, RolloutPhase Expected);

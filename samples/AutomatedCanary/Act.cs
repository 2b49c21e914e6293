using TrafficRouting.Rollouts;

namespace AutomatedCanary;

/// <summary>One run of the story: what v2 is like, and how its rollout must end.</summary>
/// <param name="Name">What happens.</param>
/// <param name="Expected">How the rollout must end.</param>
internal sealed record Act(string Name, RolloutPhase Expected)
{
    /// <summary>Gets the share of its requests that v2 answers with 500.</summary>
    public double FailingShare { get; init; } = 0.005;

    /// <summary>Gets a value indicating whether v2 answers nothing, so that the timeout of the caller's resilience handler ends each attempt.</summary>
    public bool Hangs { get; init; }

    /// <summary>Gets a value indicating whether the calls are gRPC's, of which v2 fails each with HTTP status 200.</summary>
    public bool IsGrpc { get; init; }

    /// <summary>Gets how many requests in a row v2 fails once, in the middle of the rollout.</summary>
    public int Burst { get; init; }
}

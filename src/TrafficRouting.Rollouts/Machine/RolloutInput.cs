using System.Collections.Immutable;

namespace TrafficRouting.Rollouts;

/// <summary>What can happen to a rollout.</summary>
internal abstract record RolloutInput
{
    private RolloutInput()
    {
    }

    /// <summary>Time has passed.</summary>
    public sealed record Tick : RolloutInput;

    /// <summary>A person asks for something.</summary>
    public sealed record Command(RolloutCommand Asked) : RolloutInput;

    /// <summary>A window of observations ended. Without readings of the custom metrics it adds evidence, but is no measurement.</summary>
    /// <param name="Window">What was observed.</param>
    /// <param name="Custom">The readings of the custom metrics.</param>
    /// <param name="IsEarly">Whether an evaluation is asked for now, before a measurement is due: evidence against the canary counts, all else waits.</param>
    public sealed record Observed(RolloutWindow Window, ImmutableDictionary<string, CustomReading>? Custom, bool IsEarly = false) : RolloutInput;

    /// <summary>A reload took away what the rollout needs.</summary>
    public sealed record Unbound(string Reason) : RolloutInput;

    /// <summary>This process ended the rollout while the store could not be reached.</summary>
    public sealed record Ended(RolloutPhase Phase, string Reason) : RolloutInput;
}

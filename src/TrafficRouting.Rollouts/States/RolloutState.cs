using System.Collections.Immutable;

namespace TrafficRouting.Rollouts;

/// <summary>All that a rollout remembers; what an <see cref="IRolloutStore"/> keeps. Immutable.</summary>
public sealed record RolloutState
{
    /// <summary>Gets the rollout's name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the number of times the state was written; a store compares it before it writes.</summary>
    public long Version { get; init; }

    /// <summary>Gets the number of the attempt: it grows with every start and retry. Of two states that of the higher attempt holds, whatever its version.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Gets the replica that wrote the state.</summary>
    public string WrittenBy { get; init; } = string.Empty;

    /// <summary>Gets when the state was written, by the writer's clock; its other times are by the same clock.</summary>
    public DateTimeOffset WrittenAt { get; init; }

    /// <summary>Gets the mark of what is rolled out where: service, route, backends and revision.</summary>
    public required string Identity { get; init; }

    /// <summary>Gets the hash of the steps.</summary>
    public required string StepsHash { get; init; }

    /// <summary>Gets the steps in words, for who has the store and not the configuration.</summary>
    public ImmutableArray<string> Steps { get; init; } = [];

    /// <summary>Gets where the rollout stands.</summary>
    public RolloutPhase Phase { get; init; }

    /// <summary>Gets why it is paused, when it is.</summary>
    public PauseReason? Pause { get; init; }

    /// <summary>Gets the index of the current step; the number of steps when all are done.</summary>
    public int Step { get; init; }

    /// <summary>Gets the canary's weight in percent, 0 to 100 in hundredths.</summary>
    public double Weight { get; init; }

    /// <summary>Gets when the rollout, or its latest retry, began.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Gets when the current step began; all its times count from here. Replicas put it on their own clocks by <see cref="WrittenAt"/>.</summary>
    public DateTimeOffset StepStartedAt { get; init; }

    /// <summary>Gets when the last measurement was made.</summary>
    public DateTimeOffset? MeasuredAt { get; init; }

    /// <summary>Gets the number of measurements of the current step that passed.</summary>
    public int Passed { get; init; }

    /// <summary>Gets how many measurements of the current step passed in a row.</summary>
    public int ConsecutivePasses { get; init; }

    /// <summary>Gets the number of measurements that failed.</summary>
    public int Failures { get; init; }

    /// <summary>Gets the number of inconclusive measurements of the current step, or since it was resumed.</summary>
    public int Inconclusive { get; init; }

    /// <summary>Gets the number of measurements in a row that ended in an error.</summary>
    public int ConsecutiveErrors { get; init; }

    /// <summary>Gets the number of requests judged of the canary.</summary>
    public long CanaryRequests { get; init; }

    /// <summary>Gets the number of requests judged of the stable backend.</summary>
    public long StableRequests { get; init; }

    /// <summary>Gets the number of the canary's requests that failed.</summary>
    public long CanaryFailures { get; init; }

    /// <summary>Gets the number of the stable backend's requests that failed.</summary>
    public long StableFailures { get; init; }

    /// <summary>Gets the number of the canary's requests judged in the current step.</summary>
    public long StepCanaryRequests { get; init; }

    /// <summary>Gets the number of those that were compared with requests of the stable backend.</summary>
    public long StepComparedRequests { get; init; }

    /// <summary>Gets the number of the stable backend's requests that the canary's were compared with in the current step.</summary>
    public long StepStableRequests { get; init; }

    /// <summary>Gets what was counted of each replica in this attempt.</summary>
    public ImmutableDictionary<string, ReplicaCount> Replicas { get; init; } = ImmutableDictionary<string, ReplicaCount>.Empty;

    /// <summary>Gets what was rolled out before, the latest last; at most 16.</summary>
    public ImmutableArray<RolloutPredecessor> Predecessors { get; init; } = [];

    /// <summary>Gets what the windows so far say of each metric.</summary>
    public ImmutableArray<MetricEvidence> Evidence { get; init; } = [];

    /// <summary>Gets the last measurement.</summary>
    public RolloutMeasurement? LastMeasurement { get; init; }

    /// <summary>Gets why the rollout stands where it stands.</summary>
    public string Message { get; init; } = string.Empty;

    /// <summary>Gets what somebody asked for who reaches the store alone; the next replica that sees it does it.</summary>
    public RolloutRequest? Asked { get; init; }

    /// <summary>Gets a value indicating whether the rollout has ended, well or badly.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsTerminal => Phase is RolloutPhase.Completed or RolloutPhase.Aborted or RolloutPhase.RolledBack;

    /// <summary>Tells whether the state is of what another state, or a replica's report, is of.</summary>
    internal bool IsOf(string identity) => string.Equals(Identity, identity, StringComparison.Ordinal);
}

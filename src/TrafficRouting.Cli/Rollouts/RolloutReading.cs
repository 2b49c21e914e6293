using System.Text.Json.Serialization;
using TrafficRouting.Rollouts;

namespace TrafficRouting.Cli;

/// <summary>A rollout as the tool shows it. Its JSON has the names of the page's, so that what reads one reads the other.</summary>
internal sealed record RolloutReading
{
    public required string Name { get; init; }

    public string Service { get; init; } = "";

    public string Route { get; init; } = "";

    public string Stable { get; init; } = "";

    public string Canary { get; init; } = "";

    public string? Revision { get; init; }

    public RolloutPhase? Phase { get; init; }

    public PauseReason? Pause { get; init; }

    public int Step { get; init; }

    public IReadOnlyList<string> Steps { get; init; } = [];

    public double Weight { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? StepStartedAt { get; init; }

    public DateTimeOffset? MeasuredAt { get; init; }

    public string? Message { get; init; }

    public string? Problem { get; init; }

    public IReadOnlyList<MetricReading> Metrics { get; init; } = [];

    public long CanaryRequests { get; init; }

    public long StableRequests { get; init; }

    public long CanaryFailures { get; init; }

    public long StableFailures { get; init; }

    /// <summary>Gets what can be asked of it as it stands.</summary>
    public IReadOnlyList<RolloutCommand> Commands { get; init; } = [];

    /// <summary>Gets what was asked and no replica has done yet.</summary>
    public RolloutRequest? Asked { get; init; }

    public FleetReading? Fleet { get; init; }

    [JsonIgnore]
    public bool IsEnded => Phase is RolloutPhase.Completed or RolloutPhase.Aborted or RolloutPhase.RolledBack;
}

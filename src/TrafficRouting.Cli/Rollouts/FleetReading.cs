namespace TrafficRouting.Cli;

/// <summary>The replicas of a rollout.</summary>
internal sealed record FleetReading
{
    /// <summary>Gets the replica that answered, where one did.</summary>
    public string? Replica { get; init; }

    public bool? IsJudge { get; init; }

    /// <summary>Gets the seconds since the store last answered it.</summary>
    public double? StoreAge { get; init; }

    public bool? IsStale { get; init; }

    public long? Conflicts { get; init; }

    /// <summary>Gets what is in force in it though the store does not know of it yet.</summary>
    public string? Unstored { get; init; }

    /// <summary>Gets who wrote the state last.</summary>
    public string? WrittenBy { get; init; }

    /// <summary>Gets when, by the clock of who did.</summary>
    public DateTimeOffset? WrittenAt { get; init; }

    /// <summary>Gets what was counted of each replica in this attempt.</summary>
    public IReadOnlyList<ReplicaReading> Replicas { get; init; } = [];
}

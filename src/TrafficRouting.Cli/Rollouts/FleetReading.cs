namespace TrafficRouting.Cli;

/// <summary>The replicas of a rollout.</summary>
/// <param name="WrittenBy">Who wrote the state last.</param>
/// <param name="WrittenAt">When, by the clock of who did.</param>
/// <param name="Replicas">The requests counted of each replica in this attempt.</param>
internal sealed record FleetReading(string? WrittenBy, DateTimeOffset? WrittenAt, IReadOnlyList<ReplicaReading> Replicas);

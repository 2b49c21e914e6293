namespace TrafficRouting.Rollouts;

/// <summary>What one replica saw of a rollout and no measurement has counted yet.</summary>
/// <param name="Rollout">The rollout; case-insensitive.</param>
/// <param name="Replica">The replica: another one after each start of a process. Letters, digits, dots, underscores and hyphens.</param>
/// <param name="Content">The counts, in a form that only the engine reads.</param>
public sealed record ReplicaEvidence(string Rollout, string Replica, ReadOnlyMemory<byte> Content);

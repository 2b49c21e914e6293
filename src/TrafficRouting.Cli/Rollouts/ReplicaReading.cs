namespace TrafficRouting.Cli;

/// <summary>What was counted of one replica.</summary>
internal sealed record ReplicaReading(string Name, long Canary, long Stable);

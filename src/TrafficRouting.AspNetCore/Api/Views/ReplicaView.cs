namespace TrafficRouting.AspNetCore;

/// <summary>What was judged of one replica.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Canary">Its requests to the canary.</param>
/// <param name="Stable">Its requests to the stable backend.</param>
internal sealed record ReplicaView(string Name, long Canary, long Stable);

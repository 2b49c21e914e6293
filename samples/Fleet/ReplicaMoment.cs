using System.Text.Json.Serialization;
using TrafficRouting.Rollouts;

namespace Fleet;

/// <summary>What one replica saw so far. Ticks are of the machine's clock, which all processes share.</summary>
internal sealed record ReplicaMoment(
    string Name, RolloutPhase Phase, bool IsJudge, long Requests, long CanaryRequests, long LastCanaryAt, long EndedAt, long Counted, long Conflicts, long Errors);

[JsonSerializable(typeof(List<ReplicaMoment>))]
internal sealed partial class ReplicaMomentContext : JsonSerializerContext;

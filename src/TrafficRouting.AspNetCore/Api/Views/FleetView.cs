using TrafficRouting.Rollouts;

namespace TrafficRouting.AspNetCore;

/// <summary>The process' part in the fleet that runs a rollout, and what of the others' requests was judged.</summary>
/// <param name="Replica">Its name among the replicas.</param>
/// <param name="IsJudge">Whether it is the one that judges at present.</param>
/// <param name="StoreAge">The seconds since the store last answered.</param>
/// <param name="IsStale">Whether that is longer than the rollout's <c>StaleAfter</c>.</param>
/// <param name="Conflicts">How many of its writes another replica was faster with; each was made again.</param>
/// <param name="Unstored">What is in force in this process though the store does not know of it yet.</param>
/// <param name="Replicas">The replicas whose requests were judged in this attempt, the busiest first; at most 50.</param>
/// <param name="ReplicaCount">How many they are.</param>
internal sealed record FleetView(
    string Replica, bool IsJudge, double StoreAge, bool IsStale, long Conflicts, string? Unstored, IReadOnlyList<ReplicaView> Replicas, int ReplicaCount)
{
    private const int Most = 50;

    public static FleetView Of(RolloutStatus status)
    {
        var replicas = status.State?.Replicas ?? [];
        return new(
            status.Fleet.Replica,
            status.Fleet.IsJudge,
            Math.Round(status.Fleet.StoreAge.TotalSeconds, 1),
            status.Fleet.IsStale,
            status.Fleet.Conflicts,
            status.Unstored,
            [.. replicas.Select(r => new ReplicaView(r.Key, r.Value.Canary, r.Value.Stable)).OrderByDescending(r => r.Canary + r.Stable).ThenBy(r => r.Name, StringComparer.Ordinal).Take(Most)],
            replicas.Count);
    }
}

namespace TrafficRouting.Rollouts;

/// <summary>A process' part in its fleet.</summary>
/// <param name="Replica">Its name among the replicas; another one after each start.</param>
/// <param name="IsJudge">Whether it is the one that judges and moves the rollout at present.</param>
/// <param name="StoreAge">How long ago the store last answered.</param>
/// <param name="IsStale">Whether that is longer than <see cref="RolloutOptions.StaleAfter"/>.</param>
public sealed record ReplicaStatus(string Replica, bool IsJudge, TimeSpan StoreAge, bool IsStale)
{
    /// <summary>Gets how many writes of this process another replica was faster with; each was made again.</summary>
    public long Conflicts { get; init; }
}

namespace TrafficRouting.Rollouts;

/// <summary>
/// A store that tells of changes; an <see cref="IRolloutStore"/> may implement it. Without it a replica learns of what another
/// one did within an interval. Must be safe for concurrent use.
/// </summary>
public interface IRolloutStoreChanges
{
    /// <summary>Watches the state of a rollout.</summary>
    /// <param name="name">The rollout; case-insensitive.</param>
    /// <param name="changed">
    /// Called soon after each write, one's own included, and whenever writes may have been missed, such as after a lost connection.
    /// Returns at once, throws nothing, and may be called once too often, several times at once or for several writes together.
    /// </param>
    /// <returns>What ends the watch.</returns>
    IDisposable Watch(string name, Action changed);
}

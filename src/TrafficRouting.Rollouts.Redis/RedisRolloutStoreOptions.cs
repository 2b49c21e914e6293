namespace TrafficRouting.Rollouts.Redis;

/// <summary>Where in Redis rollouts are kept.</summary>
public sealed class RedisRolloutStoreOptions
{
    /// <summary>
    /// Gets or sets what the keys begin with, up to the rollout's name. Fleets that share a server and have rollouts of the same name
    /// need prefixes of their own. Without braces, which mark the hash tag.
    /// </summary>
    /// <value>The default is <c>traffic-routing:</c>.</value>
    public string KeyPrefix { get; set; } = "traffic-routing:";

    /// <summary>Gets or sets the number of the database, or -1 for the connection's own.</summary>
    /// <value>The default is -1.</value>
    public int Database { get; set; } = -1;

#pragma warning disable MA0015 // The properties are the arguments of whoever configures the options.
    internal RedisRolloutStoreOptions Checked()
    {
        if (KeyPrefix is null || KeyPrefix.AsSpan().IndexOfAny('{', '}') >= 0)
            throw new ArgumentException($"The prefix '{KeyPrefix}' has braces, which mark the hash tag of a key; write one without, such as 'shop:'.", nameof(KeyPrefix));
        ArgumentOutOfRangeException.ThrowIfLessThan(Database, -1);
        return this;
    }
#pragma warning restore MA0015
}

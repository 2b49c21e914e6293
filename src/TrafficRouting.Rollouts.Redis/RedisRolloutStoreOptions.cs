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

    internal static RedisRolloutStoreOptions Check(RedisRolloutStoreOptions options)
    {
        if (options.KeyPrefix is null || options.KeyPrefix.AsSpan().IndexOfAny('{', '}') >= 0)
            throw new ArgumentException($"The KeyPrefix '{options.KeyPrefix}' has braces, which mark the hash tag of a key; write one without, such as 'shop:'.", nameof(options));
        return options.Database >= -1
            ? options
            : throw new ArgumentException($"The Database {options.Database} is none; write its number, or -1 for the connection's own.", nameof(options));
    }
}

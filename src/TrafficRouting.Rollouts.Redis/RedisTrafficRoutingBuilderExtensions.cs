using StackExchange.Redis;
using TrafficRouting.Rollouts.Redis;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps rollouts in Redis.</summary>
/// <seealso href="https://github.com/trafficrouting/trafficrouting/blob/main/docs/fleet.md">Fleet in the documentation</seealso>
public static class RedisTrafficRoutingBuilderExtensions
{
    /// <summary>Keeps the table's rollouts in Redis, so that all replicas run them as one. A server that is down at start does no harm.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configuration">The server, credentials and TLS, as StackExchange.Redis writes them, such as <c>redis.shop:6379,ssl=true</c>.</param>
    /// <param name="configure">Changes where in Redis they are kept.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The configuration or an option is wrong.</exception>
    public static ITrafficRoutingBuilder AddRedis(this ITrafficRoutingBuilder builder, string configuration, Action<RedisRolloutStoreOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(configuration);
        // At once, so that what is wrong with it stops the start.
        var (_, options) = (ConfigurationOptions.Parse(configuration), Options(configure));
        return builder.AddRolloutStore(_ => new RedisRolloutStore(configuration, options));
    }

    /// <summary>Keeps the table's rollouts in Redis on a connection of the application's own.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connection">The connection; not disposed.</param>
    /// <param name="configure">Changes where in Redis they are kept.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">An option is wrong.</exception>
    public static ITrafficRoutingBuilder AddRedis(this ITrafficRoutingBuilder builder, IConnectionMultiplexer connection, Action<RedisRolloutStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return builder.AddRedis(_ => connection, configure);
    }

    /// <summary>Keeps the table's rollouts in Redis on a connection that the services have.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connection">Finds the connection; it is not disposed.</param>
    /// <param name="configure">Changes where in Redis they are kept.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">An option is wrong.</exception>
    public static ITrafficRoutingBuilder AddRedis(
        this ITrafficRoutingBuilder builder, Func<IServiceProvider, IConnectionMultiplexer> connection, Action<RedisRolloutStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var options = Options(configure);
        return builder.AddRolloutStore(services => new RedisRolloutStore(connection(services), options));
    }

    private static RedisRolloutStoreOptions Options(Action<RedisRolloutStoreOptions>? configure)
    {
        var options = new RedisRolloutStoreOptions();
        configure?.Invoke(options);
        return options.Checked();
    }
}

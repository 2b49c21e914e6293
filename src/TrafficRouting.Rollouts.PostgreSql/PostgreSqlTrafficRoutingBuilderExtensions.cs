using Npgsql;
using TrafficRouting.Rollouts.PostgreSql;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps rollouts in PostgreSQL.</summary>
/// <seealso href="https://github.com/trafficrouting/trafficrouting/blob/main/docs/fleet.md">Fleet in the documentation</seealso>
public static class PostgreSqlTrafficRoutingBuilderExtensions
{
    /// <summary>Keeps the table's rollouts in PostgreSQL, so that all replicas run them as one. A server that is down at start does no harm.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="source">The data source, with its TLS and credentials; not disposed.</param>
    /// <param name="configure">Changes where rollouts are kept.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">An option is wrong.</exception>
    public static ITrafficRoutingBuilder AddPostgreSql(this ITrafficRoutingBuilder builder, NpgsqlDataSource source, Action<PostgreSqlRolloutStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return builder.AddPostgreSql(_ => source, configure);
    }

    /// <summary>Keeps the table's rollouts in PostgreSQL by a data source that the services have.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="source">Finds the data source; it is not disposed.</param>
    /// <param name="configure">Changes where rollouts are kept.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">An option is wrong.</exception>
    public static ITrafficRoutingBuilder AddPostgreSql(
        this ITrafficRoutingBuilder builder, Func<IServiceProvider, NpgsqlDataSource> source, Action<PostgreSqlRolloutStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        var options = new PostgreSqlRolloutStoreOptions();
        configure?.Invoke(options);
        options.Checked();
        return builder.AddRolloutStore(services => new PostgreSqlRolloutStore(source(services), options, services.GetService<TimeProvider>()));
    }
}

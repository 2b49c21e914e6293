using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TrafficRouting;
using TrafficRouting.Http;
using TrafficRouting.Rollouts;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds rollouts to a route table.</summary>
public static class TrafficRolloutsBuilderExtensions
{
    /// <summary>
    /// Adds the rollouts that the table's section has under <c>Rollouts</c>. They are read, validated and swapped together with
    /// routing, and started with the host (without one, by <see cref="IRolloutController.StartAsync"/>).
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static ITrafficRoutingBuilder AddRollouts(this ITrafficRoutingBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var (services, name) = (builder.Services, builder.Name);
        if (services.Any(s => s.ServiceType == typeof(RolloutEngine) && Equals(s.ServiceKey, name)))
            return builder;

        services.TryAddSingleton<IRolloutStore, MemoryRolloutStore>();
        services.AddKeyedSingleton<RolloutObservationHub>(name);
        services.AddKeyedSingleton(name, (provider, _) => new RolloutEngine(
            provider.GetRequiredKeyedService<RolloutObservationHub>(name),
            StoreOf(provider, name),
            TableServices.AllOf<IRolloutMetric>(provider, name),
            provider.GetRequiredService<IMeterFactory>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RolloutEngine>>(),
            table: name));
        services.AddKeyedSingleton<SectionPart>(name, (provider, _) => new RolloutsPart(
            provider.GetRequiredKeyedService<RolloutEngine>(name),
            provider.GetServices<IConfigureOptions<RolloutsOptions>>(),
            new(name, RolloutsOptions.Shape, provider.GetServices<IPostConfigureOptions<RolloutsOptions>>(), provider.GetServices<IValidateOptions<RolloutsOptions>>())));
        services.AddKeyedSingleton<IRoutingObserver>(name, (provider, _) => new RolloutObserver(provider.GetRequiredKeyedService<RolloutObservationHub>(name)));
        services.AddKeyedSingleton<IRolloutController>(name, (provider, _) =>
        {
            // The rollouts come with the first load of the table.
            provider.GetRequiredKeyedService<TrafficRouter>(name);
            return provider.GetRequiredKeyedService<RolloutEngine>(name);
        });
        services.AddSingleton<IOptionsChangeTokenSource<RolloutsOptions>>(provider => new InForceToken<RolloutsOptions>(name, provider));
        services.TryAddTransient<IOptionsFactory<RolloutsOptions>, InForceRolloutsFactory>();
        if (name.Length == 0)
            services.TryAddSingleton(provider => provider.GetRequiredKeyedService<IRolloutController>(name));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RolloutStartup>());
        return builder;
    }

    /// <summary>Adds rollouts written in code; the section lies over them.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Fills empty options, once.</param>
    /// <returns>The builder.</returns>
    public static ITrafficRoutingBuilder AddRollouts(this ITrafficRoutingBuilder builder, Action<RolloutsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return builder.AddRollouts((options, _) => configure(options));
    }

    /// <summary>Adds rollouts written in code with the help of other services; the section lies over them.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Fills empty options, once.</param>
    /// <returns>The builder.</returns>
    public static ITrafficRoutingBuilder AddRollouts(this ITrafficRoutingBuilder builder, Action<RolloutsOptions, IServiceProvider> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        builder.AddRollouts();
        var name = builder.Name;
        builder.Services.AddSingleton<IConfigureOptions<RolloutsOptions>>(provider =>
            new ConfigureNamedOptions<RolloutsOptions>(name, options => configure(options, provider)));
        return builder;
    }

    /// <summary>Keeps the states of the table's rollouts in a store. One that is registered in the services without a table serves all tables.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="create">Makes the store, once; the container disposes it.</param>
    /// <returns>The builder.</returns>
    public static ITrafficRoutingBuilder AddRolloutStore(this ITrafficRoutingBuilder builder, Func<IServiceProvider, IRolloutStore> create)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(create);
        builder.Services.AddKeyedSingleton(builder.Name, (provider, _) => create(provider));
        return builder;
    }

    /// <summary>Keeps the states of the table's rollouts in files of a directory, so that a restart continues them. See <see cref="JsonFileRolloutStore"/>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="directory">The directory; created when missing.</param>
    /// <returns>The builder.</returns>
    public static ITrafficRoutingBuilder AddRolloutFileStore(this ITrafficRoutingBuilder builder, string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        return builder.AddRolloutStore(provider => new JsonFileRolloutStore(directory, provider.GetService<TimeProvider>()));
    }

    /// <summary>Adds a metric of your own; configuration speaks of it by its name, with <c>"Kind": "Custom"</c>.</summary>
    /// <typeparam name="TMetric">The metric.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static ITrafficRoutingBuilder AddRolloutMetric<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TMetric>(this ITrafficRoutingBuilder builder)
        where TMetric : class, IRolloutMetric
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddKeyedSingleton<IRolloutMetric, TMetric>(builder.Name);
        return builder;
    }

    private static IRolloutStore StoreOf(IServiceProvider provider, string table)
    {
        var store = provider.GetKeyedServices<IRolloutStore>(table).LastOrDefault() ?? provider.GetRequiredService<IRolloutStore>();
        return table.Length == 0 ? store : new TableRolloutStore(table, store);
    }
}

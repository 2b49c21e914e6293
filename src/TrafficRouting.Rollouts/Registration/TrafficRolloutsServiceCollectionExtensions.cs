using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using TrafficRouting.Http;
using TrafficRouting.Rollouts;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers rollouts.</summary>
public static class TrafficRolloutsServiceCollectionExtensions
{
    /// <summary>
    /// Registers the rollouts read from a configuration section. They are validated and started with the host (without one, by
    /// <see cref="IRolloutController.StartAsync"/>) and follow the section's changes; a refused change leaves the last good ones in force.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="section">The section, such as <c>configuration.GetSection("TrafficRouting:Rollouts")</c>.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddTrafficRollouts(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        services.AddSingleton<IOptionsChangeTokenSource<RolloutsOptions>>(new RolloutsChangeTokenSource(section));
        return services.AddTrafficRollouts((options, _) => RolloutsOptionsReader.Read(section, options));
    }

    /// <summary>Registers rollouts written in code, or changes what was read before.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Fills the options; called again on each reload.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddTrafficRollouts(this IServiceCollection services, Action<RolloutsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.AddTrafficRollouts((options, _) => configure(options));
    }

    /// <summary>Registers rollouts written in code with the help of other services.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Fills the options; called again on each reload.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddTrafficRollouts(this IServiceCollection services, Action<RolloutsOptions, IServiceProvider> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        AddShared(services);
        services.AddSingleton<IConfigureOptions<RolloutsOptions>>(provider =>
            new ConfigureNamedOptions<RolloutsOptions>(Options.Options.DefaultName, options => configure(options, provider)));
        return services;
    }

    /// <summary>Keeps the states of rollouts in files of a directory, so that a restart continues them. See <see cref="JsonFileRolloutStore"/>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="directory">The directory; created when missing.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddTrafficRolloutFileStore(this IServiceCollection services, string directory)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        return services.Replace(ServiceDescriptor.Singleton<IRolloutStore>(provider => new JsonFileRolloutStore(directory, provider.GetService<TimeProvider>())));
    }

    /// <summary>Registers a metric of your own; configuration speaks of it by its name, with <c>"Kind": "Custom"</c>.</summary>
    /// <typeparam name="TMetric">The metric.</typeparam>
    /// <param name="services">The services.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddTrafficRolloutMetric<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TMetric>(this IServiceCollection services)
        where TMetric : class, IRolloutMetric
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.AddSingleton<IRolloutMetric, TMetric>();
    }

    private static void AddShared(IServiceCollection services)
    {
        services.AddMetrics();
        services.AddOptions();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IRolloutStore, MemoryRolloutStore>();
        services.TryAddSingleton<RolloutObservationHub>();
        services.TryAddSingleton<RolloutConfiguration>();
        services.TryAddSingleton<RolloutEngine>();
        services.TryAddSingleton<IRolloutController>(provider => provider.GetRequiredService<RolloutEngine>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RolloutsOptions>, RolloutsOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IRoutingObserver, RolloutObserver>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RolloutStartup>());
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using TrafficRouting;
using TrafficRouting.Http;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the route table.</summary>
public static class TrafficRoutingServiceCollectionExtensions
{
    /// <summary>
    /// Registers the route table read from a configuration section. It is validated when the host starts (without a host, when the
    /// first routed client is made) and follows the section's changes; a refused change leaves the last good table in force.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="section">The section, such as <c>configuration.GetSection("TrafficRouting")</c>.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddTrafficRouting(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        services.AddSingleton<IOptionsChangeTokenSource<TrafficRoutingOptions>>(new SectionChangeTokenSource(section));
        services.AddSingleton(new WatchedSection(section));
        return services.AddTrafficRouting((options, _) => TrafficRoutingOptionsReader.Read(section, options));
    }

    /// <summary>Registers the route table written in code, or changes what was read before.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Fills the options; called again on each reload.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddTrafficRouting(this IServiceCollection services, Action<TrafficRoutingOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.AddTrafficRouting((options, _) => configure(options));
    }

    /// <summary>Registers the route table written in code with the help of other services.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Fills the options; called again on each reload.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddTrafficRouting(this IServiceCollection services, Action<TrafficRoutingOptions, IServiceProvider> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        AddShared(services);
        services.AddSingleton<IConfigureOptions<TrafficRoutingOptions>>(provider =>
            new ConfigureNamedOptions<TrafficRoutingOptions>(Options.Options.DefaultName, options => configure(options, provider)));
        return services;
    }

    internal static void AddShared(IServiceCollection services)
    {
        services.AddHttpClient();
        services.AddMetrics();
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TrafficRoutingMetrics>();
        services.TryAddSingleton<RouterLoader>();
        services.TryAddSingleton(provider => provider.GetRequiredService<RouterLoader>().Router);
        services.TryAddSingleton<RoutingPipeline>();
        services.TryAddSingleton<UnroutedRequests>();
        services.TryAddSingleton<PrimaryHandlers>();
        services.TryAddSingleton<ClientInspection>();

        // For those who build pipelines of their own: gRPC channels, SignalR, gateways.
        services.TryAddTransient(provider => new TrafficRoutingHandler(
            provider.GetRequiredService<RoutingPipeline>(), provider.GetRequiredService<UnroutedRequests>().Of(name: null, isByName: false)));
        MirroringRegistration.Add(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RouterStartup>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ClientStartup>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<HttpClientFactoryOptions>, ClientPlacement>());
    }
}

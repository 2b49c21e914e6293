using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TrafficRouting.Http;

/// <summary>Registers what tables and routed clients need. Everything that belongs to one table is keyed by its name.</summary>
internal static class TableServices
{
    /// <summary>Finds a table's registration, or adds it.</summary>
    public static TableRegistration GetOrAdd(IServiceCollection services, string name)
    {
        if (services.Select(s => s.ImplementationInstance).OfType<TableRegistration>().FirstOrDefault(t => t.Name == name) is { } known)
            return known;

        AddShared(services);
        var table = new TableRegistration(name);
        services.AddSingleton(table);
        services.AddKeyedSingleton(name, (provider, _) => new RouterLoader(table, provider));
        services.AddKeyedSingleton(name, (provider, _) => provider.GetRequiredKeyedService<RouterLoader>(name).Router);
        services.AddKeyedSingleton<TrafficTap>(name);
        services.AddKeyedSingleton(name, (provider, _) => CreatePipeline(provider, name));
        services.AddKeyedTransient(name, (provider, _) => CreateHandler(provider, name));
        services.AddSingleton<IOptionsChangeTokenSource<TrafficRoutingOptions>>(provider => new InForceToken<TrafficRoutingOptions>(name, provider));
        if (name.Length > 0)
        {
            services.AddKeyedSingleton(name, (provider, _) => MirroringRegistration.Create(provider, name));
            return table;
        }

        services.TryAddSingleton(provider => provider.GetRequiredKeyedService<TrafficRouter>(name));
        services.TryAddSingleton(provider => MirroringRegistration.Create(provider, name));

        // For those who build pipelines of their own: gRPC channels, SignalR, gateways.
        services.TryAddTransient(provider => CreateHandler(provider, name));
        return table;
    }

    /// <summary>Registers what routed clients need, whatever tables there are.</summary>
    public static void AddShared(IServiceCollection services)
    {
        services.AddHttpClient();
        services.AddMetrics();
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new TrafficRoutingMetrics(provider.GetRequiredService<IMeterFactory>(), provider.GetRequiredService<ILogger<TrafficRoutingHandler>>()));
        services.TryAddSingleton<LoadTelemetry>();
        services.TryAddSingleton(provider => new UnroutedRequests(provider.GetRequiredService<TrafficRoutingMetrics>(), provider.GetRequiredService<ILogger<TrafficRoutingHandler>>()));
        services.TryAddSingleton<PrimaryHandlers>();
        services.TryAddSingleton<ClientInspection>();
        services.TryAddTransient<IOptionsFactory<TrafficRoutingOptions>, InForceOptionsFactory>();
        MirroringRegistration.Add(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ProbeService>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RouterStartup>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ClientStartup>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<HttpClientFactoryOptions>, ClientPlacement>());
    }

    /// <summary>Makes a handler that sends through a table.</summary>
    /// <param name="provider">The container.</param>
    /// <param name="table">The table's name.</param>
    /// <param name="client">The name of the client it is for, or null.</param>
    /// <param name="isByName">Whether that client was put under routing by name.</param>
    /// <param name="host">Which host of its requests decides their service; null for what the table says.</param>
    /// <exception cref="InvalidOperationException">Nobody registered the table.</exception>
    public static TrafficRoutingHandler CreateHandler(IServiceProvider provider, string table, string? client = null, bool isByName = false, HostSource? host = null) => new(
        provider.GetKeyedService<RoutingPipeline>(table) ?? throw new InvalidOperationException(RouterStartup.MissingTable(table, provider.GetServices<TableRegistration>())),
        provider.GetRequiredService<UnroutedRequests>().Of(client, isByName) with { Host = host });

    private static RoutingPipeline CreatePipeline(IServiceProvider provider, string name)
    {
        var loader = provider.GetRequiredKeyedService<RouterLoader>(name);
        return new(
            loader.Router,
            // Not asked for again: what a container is asked for twice, it makes code for.
            loader.Time,
            AllOf<IRoutingObserver>(provider, name),
            provider.GetRequiredService<TrafficRoutingMetrics>(),
            () => MirrorOf(provider, name),
            provider.GetService<HttpMetricsEnrichment>(),
            provider.GetRequiredKeyedService<TrafficTap>(name),
            provider.GetRequiredService<ILogger<TrafficRoutingHandler>>())
        {
            IsLive = loader.IsLive,
        };
    }

    /// <summary>Those of a table, and those registered without a table, which are for all.</summary>
    public static IEnumerable<T> AllOf<T>(IServiceProvider provider, string name) =>
        provider.GetServices<T>().Concat(provider.GetKeyedServices<T>(name));

    /// <summary>The mirroring of a table; that of the one without a name may be the application's own.</summary>
    public static TrafficMirror MirrorOf(IServiceProvider provider, string name) =>
        name.Length == 0 ? provider.GetRequiredService<TrafficMirror>() : provider.GetRequiredKeyedService<TrafficMirror>(name);
}

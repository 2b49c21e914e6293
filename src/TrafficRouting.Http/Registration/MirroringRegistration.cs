using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace TrafficRouting.Http;

/// <summary>Registers mirroring and the client its copies are sent through.</summary>
internal static class MirroringRegistration
{
    public static void Add(IServiceCollection services)
    {
        // Once, so that it does not undo what the application configures for the client in between.
        if (services.Any(s => s.ImplementationType == typeof(MirrorShutdown)))
            return;

        services.AddSingleton<IHostedService, MirrorShutdown>();

        // One line per copy, and a stack trace per copy to a dead mirror, would cost the primaries' CPU.
        services.AddHttpClient(TrafficRoutingDefaults.MirrorClientName).RemoveAllLoggers();
        services.AddHttpClient(TrafficRoutingDefaults.ProbeClientName).RemoveAllLoggers();
        MirrorClientSetup.Register(services);
    }

    /// <summary>Makes the mirroring of one table.</summary>
    public static TrafficMirror Create(IServiceProvider provider, string table) => new(
        new MirrorTransport(provider.GetRequiredService<IHttpMessageHandlerFactory>()),
        provider.GetRequiredService<IMeterFactory>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<TrafficMirror>>(),
        TableServices.AllOf<IMirrorObserver>(provider, table),
        tap: provider.GetRequiredKeyedService<TrafficTap>(table),
        table: table);
}

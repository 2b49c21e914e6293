#pragma warning disable CA1848 // A page that explains mirrors shows the shortest way to log.
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TrafficRouting.Http.Tests.Mirroring;

/// <summary>The code that docs/mirroring.md shows.</summary>
internal static class MirroringSnippets
{
    public static void Register(IServiceCollection services)
    {
        services.AddSingleton<IMirrorObserver, DifferenceLog>();
        services.AddHttpClient(TrafficRoutingDefaults.MirrorClientName)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { MaxConnectionsPerServer = 8 });
    }

    public static async Task SendWithoutContainer(TrafficRouter router, Uri address)
    {
        await using var mirror = new TrafficMirror();
        using var client = new HttpClient(new TrafficRoutingHandler(router, mirror: mirror) { InnerHandler = new SocketsHttpHandler() });
        (await client.GetAsync(address)).Dispose();
    }

    public sealed class DifferenceLog(ILogger<DifferenceLog> logger) : IMirrorObserver
    {
        public void OnCompared(MirrorComparison comparison)
        {
            if (!comparison.IsMatch)
                logger.LogWarning("{Path}: {Primary} became {Mirror}", comparison.Path, comparison.PrimaryStatus, comparison.MirrorStatus);
        }
    }
}

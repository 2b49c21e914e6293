using Microsoft.Extensions.Hosting;

namespace TrafficRouting.Http;

/// <summary>Lets waiting copies go out when the host stops.</summary>
internal sealed class MirrorShutdown(IServiceProvider services, IEnumerable<TableRegistration> tables) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(tables.Select(table => TableServices.MirrorOf(services, table.Name).StopAsync(cancellationToken)));
}

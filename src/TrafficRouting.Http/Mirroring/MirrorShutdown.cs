using Microsoft.Extensions.Hosting;

namespace TrafficRouting.Http;

/// <summary>Lets waiting copies go out when the host stops.</summary>
internal sealed class MirrorShutdown(TrafficMirror mirror) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => mirror.StopAsync(cancellationToken);
}

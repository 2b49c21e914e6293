using Microsoft.Extensions.Hosting;
using Yarp.ReverseProxy.Forwarder;

namespace TrafficRouting.Yarp;

/// <summary>Refuses to start a gateway whose clients are made past routing.</summary>
internal sealed class GatewayStartup(IForwarderHttpClientFactory factory) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => factory is RoutedForwarderHttpClientFactory
        ? Task.CompletedTask
        : throw new InvalidOperationException(
            $"The gateway's clients are made by {factory.GetType().Name}, which was registered after AddTrafficRouting and sends nothing through it. "
            + "Call AddTrafficRouting last on the reverse proxy's builder, after whatever sets its clients.");

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

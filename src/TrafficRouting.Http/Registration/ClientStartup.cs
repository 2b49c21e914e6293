using Microsoft.Extensions.Hosting;

namespace TrafficRouting.Http;

/// <summary>Makes the handlers of routed clients when the host has started, so that what is doubtful about them is said then, not with the first request.</summary>
internal sealed class ClientStartup(IHttpMessageHandlerFactory factory, IEnumerable<RoutedClients> clients) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        foreach (var client in clients.Select(c => c.Client).OfType<string>().Distinct(StringComparer.Ordinal))
            Make(client);
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Make(string client)
    {
        try
        {
            factory.CreateHandler(client);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whoever asks for the client meets the same exception.
        }
    }
}

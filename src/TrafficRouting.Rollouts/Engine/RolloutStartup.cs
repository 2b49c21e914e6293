using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TrafficRouting.Http;

namespace TrafficRouting.Rollouts;

/// <summary>Starts the rollouts with the host, before anything that sends requests in its own start.</summary>
internal sealed class RolloutStartup(IServiceProvider services, IEnumerable<TableRegistration> tables) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(tables.Select(t => services.GetKeyedService<IRolloutController>(t.Name)?.StartAsync(cancellationToken) ?? Task.CompletedTask));

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        var engines = tables.Select(t => services.GetKeyedService<RolloutEngine>(t.Name)).OfType<RolloutEngine>().ToList();
        await Task.WhenAll(engines.Select(e => e.StopAsync(cancellationToken))).ConfigureAwait(false);
        engines.ForEach(e => e.Dispose());
    }
}

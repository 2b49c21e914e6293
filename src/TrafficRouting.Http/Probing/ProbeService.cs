using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace TrafficRouting.Http;

/// <summary>Probes the backends of all tables as long as the host runs. Without a backend that asks for probes it does nothing.</summary>
internal sealed class ProbeService(
    IServiceProvider services, IEnumerable<TableRegistration> tables, IHttpMessageHandlerFactory factory, TimeProvider time, ILogger<TrafficRoutingHandler> logger)
    : IHostedService
{
    private readonly List<ProbeSchedule> _schedules = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (services.GetServices<ProbeSwitch>().Any(s => !s.IsOn))
            return Task.CompletedTask;
        var sender = new ProbeSender(factory, time, logger);
        foreach (var table in tables)
            _schedules.Add(new(services.GetRequiredKeyedService<TrafficRouter>(table.Name), sender, time));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var schedule in _schedules)
            await schedule.DisposeAsync().ConfigureAwait(false);
    }
}

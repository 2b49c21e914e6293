using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace TrafficRouting.Http;

/// <summary>Makes the routers while the host starts, so that a wrong configuration stops it before the first request.</summary>
internal sealed class RouterStartup(IServiceProvider services, IEnumerable<TableRegistration> tables, IEnumerable<RoutedClients> clients) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var table in tables)
            services.GetRequiredKeyedService<TrafficRouter>(table.Name);
        foreach (var client in clients)
        {
            var used = client.Table ?? RoutedClients.TableOf([.. clients], client.Client);
            if (tables.All(t => t.Name != used))
                throw new InvalidOperationException(MissingTable(used, tables));
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Says what to call where a table is used that is not registered.</summary>
    /// <param name="name">The table's name.</param>
    /// <param name="tables">Those that are.</param>
    public static string MissingTable(string name, IEnumerable<TableRegistration> tables)
    {
        if (name.Length > 0)
            return $"There is no route table '{name}'. Call services.AddTrafficRouting(\"{name}\", section).{Suggestion.For(name, tables.Select(t => t.Name))}";
        if (tables.FirstOrDefault() is { } other)
            return $"There is no route table without a name. Say that '{other.Name}' is meant: AddTrafficRouting(\"{other.Name}\") on a client, Table = \"{other.Name}\" of a page. Or register one without a name.";
        return "Traffic routing has no configuration. Call services.AddTrafficRouting(configuration.GetSection(\"TrafficRouting\")), or the overload that takes an action.";
    }
}

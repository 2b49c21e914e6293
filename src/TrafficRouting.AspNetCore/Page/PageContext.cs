using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TrafficRouting.Http;
using TrafficRouting.Rollouts;

namespace TrafficRouting.AspNetCore;

/// <summary>All that a page shows of one table. Safe for concurrent use.</summary>
internal sealed class PageContext
{
    private readonly IServiceProvider _services;
    private readonly IHostEnvironment _environment;
    private readonly RolloutEngine? _engine;
    private readonly RolloutJournal? _journal;

    public PageContext(IServiceProvider services, string table)
    {
        _services = services;
        _environment = services.GetRequiredService<IHostEnvironment>();
        Table = table;
        // Neither loads the table, which is the host's to do when it starts.
        Watch = TrafficWatch.Of(services, table);
        _engine = services.GetKeyedService<RolloutEngine>(table);
        _journal = _engine is null ? null : new(_engine);
    }

    public string Table { get; }

    public TrafficWatch Watch { get; }

    public RouterLoader Loader => _services.GetRequiredKeyedService<RouterLoader>(Table);

    public TrafficRouter Router => Loader.Router;

    public IRolloutController? Controller => _engine;

    public TableView ViewTable() => TableView.Of(Router.Table, _environment.ApplicationName, _environment.EnvironmentName, Table);

    public LoadsView ViewLoads() => LoadsView.Of(Loader);

    public IReadOnlyList<RolloutView> ViewRollouts() => [.. (_engine?.List() ?? []).Select(View)];

    public RolloutView? FindRollout(string name) => _engine?.Find(name) is { } status ? View(status) : null;

    public string NoRollout(string name) => $"There is no rollout '{name}'. There is: {string.Join(", ", (_engine?.List().Select(r => r.Name) ?? []).DefaultIfEmpty("none"))}.";

    public RolloutView View(RolloutStatus status) => RolloutView.Of(status, _journal!.Of(status.Name));
}

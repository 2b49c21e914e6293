namespace TrafficRouting.AspNetCore;

/// <summary>The table in force.</summary>
/// <param name="Application">The application's name.</param>
/// <param name="Environment">The environment it runs in.</param>
/// <param name="Table">The table's name; empty for the one without.</param>
/// <param name="Services">The services, by name.</param>
/// <param name="Backends">The backends, by name.</param>
internal sealed record TableView(
    string Application, string Environment, string Table, IReadOnlyList<ServiceView> Services, IReadOnlyList<BackendView> Backends)
{
    public static TableView Of(RouteTable table, string application, string environment, string name) => new(
        application,
        environment,
        name,
        [.. table.Services.Select(ServiceView.Of)],
        [.. table.Backends.Values.OrderBy(b => b.Name, StringComparer.OrdinalIgnoreCase).Select(BackendView.Of)]);
}

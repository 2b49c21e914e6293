namespace TrafficRouting.Testing;

/// <summary>Finds misspelt names, with which an expectation that something did not happen would always be met.</summary>
internal static class KnownNames
{
    public static void ThrowIfUnknownBackend(FakeTrafficRouting fake, string backend)
    {
        if (fake.Router is { } router)
            ThrowIfUnknownBackend(router.Table, backend);
    }

    public static void ThrowIfUnknownBackend(RouteTable table, string backend)
    {
        if (!table.Backends.ContainsKey(backend))
            throw new TrafficRoutingAssertionException($"There is no backend '{backend}'. Backends: {Sorted(table.Backends.Keys)}.");
    }

    public static Route Route(FakeTrafficRouting fake, string route)
    {
        var routes = fake.Router?.Table.Services.SelectMany(s => s.Routes).ToList() ?? [];
        return routes.Find(r => string.Equals(r.ToString(), route, StringComparison.OrdinalIgnoreCase))
            ?? throw new TrafficRoutingAssertionException($"There is no route '{route}'. Routes: {Sorted(routes.Select(r => r.ToString()))}.");
    }

    private static string Sorted(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.OrdinalIgnoreCase));
}

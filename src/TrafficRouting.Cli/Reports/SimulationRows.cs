namespace TrafficRouting.Cli;

/// <summary>Puts what became of a route's requests into rows.</summary>
internal static class SimulationRows
{
    public static IReadOnlyList<SimulationRow> Of(SimulatedRoute? simulated)
    {
        if (simulated is null)
            return [];
        var route = simulated.Route;
        var total = route.Backends.Sum(b => (long)b.Weight);
        var backends = route.Backends.Select((b, i) => Row(b.Backend.Name, 100d * b.Weight / total, simulated.Chosen[i]));
        var mirrors = route.Mirrors.Select((m, i) => Row($"mirror {m.Backend.Name}", m.Options.Percentage * Meant(route, m, total) / 100, simulated.Copied[i]));
        return route.Backends.IsEmpty ? [Row("answered here", 100, simulated.Requests), .. mirrors] : [.. backends, .. mirrors];

        SimulationRow Row(string target, double expected, int count) => new(target, expected, count, simulated.Requests == 0 ? 0 : 100d * count / simulated.Requests);
    }

    // The share of the requests that go to the backends whose requests a mirror copies.
    private static double Meant(Route route, Mirror mirror, long total) => mirror.Options.Backends.Count == 0
        ? 100
        : 100d * route.Backends.Where(b => mirror.Options.Backends.Contains(b.Backend.Name, StringComparer.OrdinalIgnoreCase)).Sum(b => (long)b.Weight) / total;
}

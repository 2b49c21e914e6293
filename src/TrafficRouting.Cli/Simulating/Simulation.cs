namespace TrafficRouting.Cli;

/// <summary>Sends requests to every route of a table, without sending any.</summary>
/// <param name="Routes">What became of them.</param>
/// <param name="Moves">Who gets another backend after the change.</param>
/// <param name="Callers">How many callers there were.</param>
internal sealed record Simulation(IReadOnlyList<(SimulatedRoute? Before, SimulatedRoute? After)> Routes, IReadOnlyList<Move> Moves, int Callers)
{
    private const ulong Seed = 1;

    public static Simulation Run(RouteTable table, RouteTable? changed, int requests, Callers callers)
    {
        var before = Run(table, requests, callers);
        var after = changed is null ? [] : Run(changed, requests, callers);
        var names = before.Keys.Concat(after.Keys).Distinct(StringComparer.OrdinalIgnoreCase);
        var routes = names.Select(n => (before.GetValueOrDefault(n), after.GetValueOrDefault(n))).ToList();
        var moves = routes.SelectMany(r => r is ({ } one, { } other) ? Cli.Moves.Of(one.Route, other.Route, callers) : []);
        return new(routes, [.. moves], callers.Keys.Count);
    }

    private static Dictionary<string, SimulatedRoute> Run(RouteTable table, int requests, Callers callers)
    {
        var random = RandomSource.Create(Seed);
        var routes = table.Services.SelectMany(s => s.Routes).Select(r => new SimulatedRoute(r)).ToDictionary(r => r.Route.ToString(), StringComparer.OrdinalIgnoreCase);
        foreach (var route in routes.Values)
        {
            for (var i = 0; i < requests; i++)
                route.Send(callers.KeyOf(i), random);
        }

        return routes;
    }
}

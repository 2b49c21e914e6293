using System.Globalization;
using System.Text.Json.Nodes;

namespace TrafficRouting.Cli;

/// <summary>Tells what a simulation came to.</summary>
internal static class SimulationReport
{
    private const int ShownCallers = 10;

    public static void Write(Simulation simulation, Callers callers, bool hasChange, TextWriter output, Palette palette)
    {
        var table = hasChange
            ? Tables.Create("ROUTE", "BACKEND", "EXPECTED", "REQUESTS", "SHARE", "THEN EXPECTED", "REQUESTS", "SHARE")
            : Tables.Create("ROUTE", "BACKEND", "EXPECTED", "REQUESTS", "SHARE");
        foreach (var (before, after) in simulation.Routes)
        {
            var (was, then) = (SimulationRows.Of(before), SimulationRows.Of(after));
            var name = (before ?? after)!.Route.ToString();
            foreach (var target in was.Select(r => r.Target).Concat(then.Select(r => r.Target)).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                var cells = new[] { name, target }.Concat(Cells(was, target));
                table.AddCells(hasChange ? cells.Concat(Cells(then, target)) : cells);
                name = "";
            }
        }

        table.Write(output, palette);
        if (hasChange)
            WriteMoves(simulation, callers, output);
    }

    public static JsonNode ToJson(Simulation simulation, Callers callers, bool hasChange)
    {
        var json = new JsonObject
        {
            ["routes"] = Json.Array(simulation.Routes.Select(r =>
            {
                var route = new JsonObject { ["route"] = (r.Before ?? r.After)!.Route.ToString(), ["targets"] = ToJson(r.Before) };
                if (hasChange)
                    route["then"] = ToJson(r.After);
                return (JsonNode)route;
            })),
        };
        if (hasChange)
        {
            json["callers"] = simulation.Callers;
            json["moves"] = Json.Array(simulation.Moves.Select(m => (JsonNode)new JsonObject
            {
                ["route"] = m.Route,
                ["from"] = m.From,
                ["to"] = m.To,
                ["count"] = m.Callers.Count,
                ["callers"] = callers.AreGiven ? Json.Array(m.Callers.Select(c => (JsonNode)c)) : null,
            }));
        }

        return json;
    }

    private static IEnumerable<string> Cells(IReadOnlyList<SimulationRow> rows, string target) =>
        rows.FirstOrDefault(r => r.Target.Equals(target, StringComparison.OrdinalIgnoreCase)) is { } row
            ? [Percent(row.Expected), Text.Grouped(row.Count), Percent(row.Share)]
            : ["-", "-", "-"];

    private static JsonArray? ToJson(SimulatedRoute? route) => route is null ? null : Json.Array(SimulationRows.Of(route).Select(r => (JsonNode)new JsonObject
    {
        ["target"] = r.Target,
        ["expected"] = Math.Round(r.Expected, 4),
        ["requests"] = r.Count,
        ["share"] = Math.Round(r.Share, 4),
    }));

    private static void WriteMoves(Simulation simulation, Callers callers, TextWriter output)
    {
        output.WriteLine();
        if (simulation.Moves.Count == 0)
            output.WriteLine($"none of {Wording.Counted(simulation.Callers, "caller")} is moved by a sticky route");
        foreach (var move in simulation.Moves)
        {
            var share = Percent(100d * move.Callers.Count / simulation.Callers);
            var who = callers.AreGiven ? $": {string.Join(", ", move.Callers.Take(ShownCallers))}{(move.Callers.Count > ShownCallers ? ", …" : "")}" : "";
            output.WriteLine($"{move.Route}: {move.From} -> {move.To}: {Text.Grouped(move.Callers.Count)} of {Wording.Counted(simulation.Callers, "caller")} ({share}){who}");
        }

        if (simulation.Routes.Any(r => r is ({ Route.Options.Sticky: null, Route.Policy: not null }, not null)))
            output.WriteLine("where nothing ties callers, each request is drawn anew, and nobody moves");
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share:0.###} %");
}

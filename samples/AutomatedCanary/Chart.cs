using Spectre.Console;

namespace AutomatedCanary;

/// <summary>Draws the canary's weight and error rate over time: bars that mean something without colours too.</summary>
internal static class Chart
{
    private const int Height = 8;
    private const string Eighths = " ▁▂▃▄▅▆▇█";

    public static void Draw(IReadOnlyList<Moment> history)
    {
        Draw("canary weight", "blue", history.Select(m => m.Weight / 100.0), 1);
        Draw("canary error rate", "red", history.Select(m => m.ErrorRate), 0.25);
    }

    private static void Draw(string name, string colour, IEnumerable<double> values, double top)
    {
        var columns = values.Select(v => (int)Math.Round(Math.Min(v / top, 1) * Height * 8)).ToList();
        AnsiConsole.MarkupLine($"[bold]{name}[/] over time, up to {top:P0}");
        for (var row = Height - 1; row >= 0; row--)
        {
            var line = string.Concat(columns.Select(c => Eighths[Math.Clamp(c - (row * 8), 0, 8)]));
            AnsiConsole.MarkupLine($"{(row + 1) * top / Height,5:P0} │[{colour}]{line}[/]");
        }

        AnsiConsole.WriteLine($"      └{new string('─', columns.Count)}");
    }
}

using System.Globalization;
using System.Reflection;

namespace TrafficRouting.Benchmarks.Goals;

/// <summary>
/// Measures the goals by turns: the benchmarks of a class alternate in slices of a quarter of a millisecond, and the fastest slice of each or the median of the ratios counts.
/// Other work on the machine comes and goes in longer strokes, so that it slows all of them or none, where benchmarks that are run
/// one after the other compare a quiet minute with a busy one. Goals about contention are left to BenchmarkDotNet.
/// </summary>
internal static class GoalTurns
{
    private const int Attempts = 4;

    /// <summary>Prints every goal whose name contains the text; with a slack, those beyond that many times their bound fail the run.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string text, double? slack)
    {
        var results = typeof(GoalTurns).Assembly.GetTypes()
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(type => Measure(type, text, slack ?? 1))
            .OrderBy(result => result.Goal.Name, StringComparer.Ordinal)
            .ToList();
        return GoalRun.Report(results, slack);
    }

    private static IReadOnlyList<GoalResult> Measure(Type type, string text, double slack)
    {
        var goals = type.GetCustomAttributes<GoalAttribute>()
            .Where(goal => !goal.Contended && goal.Name.Contains(text, StringComparison.OrdinalIgnoreCase))
            .ToList();
        if (goals.Count == 0)
            return [];

        using var turns = new BenchmarkTurns(type, goals);
        IReadOnlyList<GoalResult> results = [];
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            turns.Go();
            results = GoalCheck.Evaluate(goals, turns.Cases);
            if (results.All(result => result.IsKept(slack)))
                break;
        }

        foreach (var turn in turns.Cases)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{type.Name,-24}{turn.Method,-20}{turn.Parameters,-28}{turn.Nanoseconds,10:0.00} ns{turn.Bytes,8} B"));
        return results;
    }
}

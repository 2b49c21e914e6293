using System.Globalization;
using BenchmarkDotNet.Reports;

namespace TrafficRouting.Benchmarks.Goals;

/// <summary>Prints the goals of a run and turns them into an exit code.</summary>
public static class GoalRun
{
    private const string SlackOption = "--goals-slack";

    /// <summary>Takes <c>--goals-slack &lt;factor&gt;</c> out of the arguments; without it goals are printed and not enforced.</summary>
    public static (string[] Arguments, double? Slack) Parse(string[] args)
    {
        var at = Array.IndexOf(args, SlackOption);
        if (at < 0)
            return (args, null);
        if (at + 1 == args.Length || !double.TryParse(args[at + 1], CultureInfo.InvariantCulture, out var slack) || slack < 1)
            throw new ArgumentException($"{SlackOption} takes a factor of at least 1.", nameof(args));
        return ([.. args[..at], .. args[(at + 2)..]], slack);
    }

    public static int Report(IReadOnlyList<Summary> summaries, double? slack) => Report(GoalCheck.Evaluate(summaries), slack);

    public static int Report(IReadOnlyList<GoalResult> results, double? slack)
    {
        Console.WriteLine();
        foreach (var result in results)
            Console.WriteLine(result);

        if (slack is null)
            return 0;
        var broken = results.Where(r => !r.IsKept(slack.Value)).ToList();
        foreach (var result in broken)
            Console.Error.WriteLine($"Beyond {slack}x the bound: {result}");
        if (results.Count == 0)
            Console.Error.WriteLine("No goal was measured.");
        return broken.Count > 0 || results.Count == 0 ? 1 : 0;
    }
}

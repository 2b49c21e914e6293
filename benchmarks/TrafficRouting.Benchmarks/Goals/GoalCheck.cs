using System.Reflection;
using BenchmarkDotNet.Reports;

namespace TrafficRouting.Benchmarks.Goals;

/// <summary>Holds what was measured against the goals declared on the benchmark classes.</summary>
public static class GoalCheck
{
    /// <summary>Works out every goal whose benchmarks were run.</summary>
    public static IReadOnlyList<GoalResult> Evaluate(IEnumerable<Summary> summaries)
    {
        var measured = summaries.SelectMany(s => s.Reports).Where(r => r.ResultStatistics is not null).ToLookup(r => r.BenchmarkCase.Descriptor.Type);
        return [.. measured.SelectMany(type => Evaluate(type.Key.GetCustomAttributes<GoalAttribute>(), [.. type.Select(r => new ReportedCase(r))]))];
    }

    /// <summary>Works out the goals of one class.</summary>
    public static IReadOnlyList<GoalResult> Evaluate(IEnumerable<GoalAttribute> goals, IReadOnlyList<IMeasuredCase> cases) =>
        [.. goals.SelectMany(goal => Evaluate(goal, cases))];

    private static IEnumerable<GoalResult> Evaluate(GoalAttribute goal, IReadOnlyList<IMeasuredCase> cases)
    {
        foreach (var subject in cases.Where(c => c.Method == goal.Of && (goal.Where ?? c.Parameters) == c.Parameters))
        {
            if (goal.Per is null)
                yield return new(goal, subject.Parameters, subject.Bytes);
            else if (cases.FirstOrDefault(c => c.Method == goal.Per && c.Parameters == (goal.PerWhere ?? subject.Parameters)) is { } per)
                yield return new(goal, subject.Parameters, goal.Typical || goal.Contended ? subject.TypicalRatio(per) : subject.Nanoseconds / per.Nanoseconds);
        }
    }
}

using System.Reflection;
using BenchmarkDotNet.Reports;

namespace TrafficRouting.Benchmarks.Goals;

/// <summary>Holds the results of a run against the goals declared on its benchmark classes.</summary>
public static class GoalCheck
{
    /// <summary>Works out every goal whose benchmarks were run.</summary>
    public static IReadOnlyList<GoalResult> Evaluate(IEnumerable<Summary> summaries)
    {
        var measured = summaries.SelectMany(s => s.Reports).Where(r => r.ResultStatistics is not null).Select(r => new Measured(r)).ToLookup(m => m.Type);
        return [.. measured.SelectMany(type => type.Key.GetCustomAttributes<GoalAttribute>().SelectMany(goal => Evaluate(goal, [.. type])))];
    }

    private static IEnumerable<GoalResult> Evaluate(GoalAttribute goal, Measured[] cases)
    {
        foreach (var subject in cases.Where(c => c.Method == goal.Of && (goal.Where ?? c.Parameters) == c.Parameters))
        {
            if (goal.Per is null)
                yield return new(goal, subject.Parameters, subject.Bytes);
            else if (cases.FirstOrDefault(c => c.Method == goal.Per && c.Parameters == (goal.PerWhere ?? subject.Parameters)) is { } per)
                yield return new(goal, subject.Parameters, subject.Nanoseconds(goal) / per.Nanoseconds(goal));
        }
    }

    private sealed class Measured(BenchmarkReport report)
    {
        public Type Type { get; } = report.BenchmarkCase.Descriptor.Type;

        public string Method { get; } = report.BenchmarkCase.Descriptor.WorkloadMethod.Name;

        public string Parameters { get; } = report.BenchmarkCase.Parameters.DisplayInfo.Trim('[', ']');

        public long Bytes { get; } = report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0;

        // The fastest iteration is the one that the machine's other work disturbed least.
        public double Nanoseconds(GoalAttribute goal) => goal.Typical ? report.ResultStatistics!.Median : report.ResultStatistics!.Min;
    }
}

using System.Collections.Immutable;

namespace TrafficRouting.Rollouts;

/// <summary>Validated settings of the analysis. Immutable.</summary>
internal sealed class AnalysisPlan
{
    public AnalysisPlan(AnalysisOptions options)
    {
        Interval = options.Interval;
        InitialDelay = options.InitialDelay;
        MinRequests = options.MinRequests;
        FailureLimit = options.FailureLimit;
        InconclusiveLimit = options.InconclusiveLimit;
        ConsecutiveErrorLimit = options.ConsecutiveErrorLimit;
        Background = options.Background;
        OutageThreshold = options.OutageThreshold;
        Classifier = new(options);
        MetricPlan[] metrics = options.Metrics.Count == 0
            ? [MetricPlan.From("success-rate", new())]
            : [.. options.Metrics.OrderBy(m => m.Key, StringComparer.OrdinalIgnoreCase).Select(m => MetricPlan.From(m.Key, m.Value))];
        // A dry run takes nothing away from the others.
        Metrics = [.. metrics.GroupBy(m => m.IsDryRun).SelectMany(g => ErrorBudget.Share([.. g], options.SignificanceLevel, FailureLimit))];
    }

    public TimeSpan Interval { get; }

    public TimeSpan InitialDelay { get; }

    public int MinRequests { get; }

    public int FailureLimit { get; }

    public int InconclusiveLimit { get; }

    public int ConsecutiveErrorLimit { get; }

    public bool Background { get; }

    public double OutageThreshold { get; }

    public OutcomeClassifier Classifier { get; }

    public ImmutableArray<MetricPlan> Metrics { get; }
}

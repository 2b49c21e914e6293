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
        var statuses = FailureStatuses.Parse(options.FailureStatuses);
        IsFailure = options.IsFailure
            ?? ((status, exception) => exception is not null || (status is >= 0 and < FailureStatuses.Limit && statuses[status.Value]));
        Metrics = options.Metrics.Count == 0
            ? [MetricPlan.From("success-rate", new())]
            : [.. options.Metrics.OrderBy(m => m.Key, StringComparer.OrdinalIgnoreCase).Select(m => MetricPlan.From(m.Key, m.Value))];
        // By the union bound the tests together err with probability α at most.
        LogThreshold = Math.Log(Math.Max(1, Metrics.Sum(m => m.Tests)) / options.SignificanceLevel);
    }

    public TimeSpan Interval { get; }

    public TimeSpan InitialDelay { get; }

    public int MinRequests { get; }

    public int FailureLimit { get; }

    public int InconclusiveLimit { get; }

    public int ConsecutiveErrorLimit { get; }

    public bool Background { get; }

    public double OutageThreshold { get; }

    public Func<int?, Exception?, bool> IsFailure { get; }

    public ImmutableArray<MetricPlan> Metrics { get; }

    /// <summary>Gets the logarithm of the evidence at which a metric fails.</summary>
    public double LogThreshold { get; }

    /// <summary>Gets the logarithm of the factor by which one interval multiplies the evidence at most; without a limit one interval may decide.</summary>
    public double LogCap => FailureLimit == 0 ? double.PositiveInfinity : LogThreshold / (FailureLimit + 1);

    /// <summary>Gets the logarithm of the evidence from which a metric no longer passes: halfway to failure, or one bad interval.</summary>
    public double LogDoubt => LogThreshold / Math.Max(2, FailureLimit + 1);
}

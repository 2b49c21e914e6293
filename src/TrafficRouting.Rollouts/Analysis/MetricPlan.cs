using System.Collections.Immutable;
using System.Globalization;

namespace TrafficRouting.Rollouts;

/// <summary>A validated metric. Immutable.</summary>
internal sealed record MetricPlan
{
    // Whoever allows more allows everything, and odds and times must not overflow.
    private const double MaxFactor = 1e6;

    private MetricPlan(string name, MetricOptions options)
    {
        Name = name;
        Kind = options.Kind;
        Percentile = options.Percentile;
        MaxLatency = options.MaxLatency;
        Min = options.Min;
        Max = options.Max;
        MinRatio = options.MinRatio;
        MaxRatio = options.MaxRatio;
        LatencyRatio = Math.Min(options.LatencyRatio, MaxFactor);
        // Slowness is allowed for in time, so that the share of slow requests needs no allowance of its own.
        Tolerance = Kind == MetricKind.Latency ? 1 : Math.Min(options.Tolerance, MaxFactor);
        Compares = options.CompareToStable && options.Kind != MetricKind.Custom;
        ComparesOutcomes = Compares && Kind == MetricKind.SuccessRate;
        ComparesStatusClasses = ComparesOutcomes && options.CompareStatusClasses;
        IsDryRun = options.DryRun;
        // Only what the evidence depends on: another bound starts the test of the bound anew, and no other setting does.
        Definition = string.Create(CultureInfo.InvariantCulture, $"{Kind} p{Percentile} max {MaxLatency} min {Min} tolerance {(Compares ? Tolerance : 0)} ratio {(Compares ? LatencyRatio : 0)}");
    }

    public string Name { get; }

    public string Definition { get; }

    public MetricKind Kind { get; }

    public double Percentile { get; }

    public TimeSpan? MaxLatency { get; }

    public double? Min { get; }

    public double? Max { get; }

    public double? MinRatio { get; }

    public double? MaxRatio { get; }

    public double Tolerance { get; }

    public double LatencyRatio { get; }

    public bool IsDryRun { get; }

    /// <summary>Gets a value indicating whether the canary is tested against the stable backend.</summary>
    public bool Compares { get; }

    /// <summary>Gets the share of events allowed to the canary, or null without a bound.</summary>
    public double? Bound => Kind switch
    {
        MetricKind.SuccessRate => 1 - Min,
        MetricKind.Latency when MaxLatency is not null => 1 - (Percentile / 100),
        _ => null,
    };

    /// <summary>Gets a value indicating whether the canary is judged by more than a comparison with the stable backend.</summary>
    public bool HasLimits => Bound is not null || Kind == MetricKind.Custom;

    /// <summary>Gets the statistical tests with their thresholds; set by the analysis, among whose tests the error probability is shared.</summary>
    public ImmutableArray<TestPlan> Tests { get; init; } = [];

    private bool ComparesOutcomes { get; }

    private bool ComparesStatusClasses { get; }

    public static MetricPlan From(string name, MetricOptions options) => new(name, options);

    /// <summary>Lists what the metric is named after: the comparison and the bound.</summary>
    public IEnumerable<EvidenceKind> MainTests()
    {
        if (Compares)
            yield return EvidenceKind.Comparison;
        if (Bound is not null)
            yield return EvidenceKind.Bound;
    }

    /// <summary>Lists the tests of what a success rate alone does not show.</summary>
    public IEnumerable<EvidenceKind> SideTests()
    {
        if (ComparesOutcomes)
            yield return EvidenceKind.Cancellations;
        if (!ComparesStatusClasses)
            yield break;
        yield return EvidenceKind.Redirections;
        yield return EvidenceKind.ClientErrors;
    }
}

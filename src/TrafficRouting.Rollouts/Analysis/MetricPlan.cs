using System.Globalization;

namespace TrafficRouting.Rollouts;

/// <summary>A validated metric. Immutable.</summary>
internal sealed record MetricPlan
{
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
        Tolerance = options.Tolerance;
        Compares = options.CompareToStable && options.Kind != MetricKind.Custom;
        // Only what the evidence depends on: another bound starts the test of the bound anew, and no other setting does.
        Definition = string.Create(CultureInfo.InvariantCulture, $"{Kind} p{Percentile} max {MaxLatency} min {Min} tolerance {(Compares ? Tolerance : 0)}");
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

    /// <summary>Gets a value indicating whether the canary is tested against the stable backend.</summary>
    public bool Compares { get; }

    /// <summary>Gets the share of events allowed to the canary, or null without a bound.</summary>
    public double? Bound => Kind switch
    {
        MetricKind.SuccessRate => 1 - Min,
        MetricKind.Latency when MaxLatency is not null => 1 - (Percentile / 100),
        _ => null,
    };

    /// <summary>Gets the number of statistical tests, among which the error probability is shared.</summary>
    public int Tests => (Compares ? 1 : 0) + (Bound is null ? 0 : 1);

    public static MetricPlan From(string name, MetricOptions options) => new(name, options);
}

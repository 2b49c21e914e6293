namespace TrafficRouting.Rollouts;

/// <summary>One thing the canary is judged by: against a bound, against the stable backend over the same window, or both.</summary>
public sealed class MetricOptions
{
    internal const double DefaultTolerance = 1.25;

    internal const double DefaultLatencyRatio = 1.2;

    /// <summary>Gets or sets what is measured.</summary>
    /// <value>The default is <see cref="MetricKind.SuccessRate"/>.</value>
    public MetricKind Kind { get; set; }

    /// <summary>Gets or sets the percentile of <see cref="MetricKind.Latency"/>; above 0, below 100.</summary>
    /// <value>The default is 99.</value>
    public double Percentile { get; set; } = 99;

    /// <summary>Gets or sets the latency that the percentile may not exceed; for <see cref="MetricKind.Latency"/>.</summary>
    public TimeSpan? MaxLatency { get; set; }

    /// <summary>Gets or sets the least value allowed: a share of 0 to 1 for <see cref="MetricKind.SuccessRate"/>, any number for <see cref="MetricKind.Custom"/>.</summary>
    public double? Min { get; set; }

    /// <summary>Gets or sets the greatest value allowed; for <see cref="MetricKind.Custom"/>.</summary>
    public double? Max { get; set; }

    /// <summary>Gets or sets a value indicating whether the canary is compared with the stable backend; for the built-in kinds.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool CompareToStable { get; set; } = true;

    /// <summary>
    /// Gets or sets how many times worse than the stable backend the canary may be, 1 or more: its odds of failing, of being cancelled and
    /// of answering with another status class; for <see cref="MetricKind.SuccessRate"/>.
    /// </summary>
    /// <value>The default is 1.25.</value>
    public double Tolerance { get; set; } = DefaultTolerance;

    /// <summary>
    /// Gets or sets how many times as slow as the stable backend the canary may be, 1 or more: its percentile beside this many times
    /// the stable backend's; for <see cref="MetricKind.Latency"/>.
    /// </summary>
    /// <value>The default is 1.2.</value>
    public double LatencyRatio { get; set; } = DefaultLatencyRatio;

    /// <summary>
    /// Gets or sets a value indicating whether the canary also fails when more of its answers than of the stable backend's are redirections
    /// or client errors (3xx, 4xx, such statuses of gRPC); for <see cref="MetricKind.SuccessRate"/> that is compared.
    /// </summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool CompareStatusClasses { get; set; } = true;

    /// <summary>Gets or sets a value indicating whether the metric is judged and shown without any effect on the rollout.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool DryRun { get; set; }

    /// <summary>Gets or sets the least ratio of the canary's value to the stable backend's; for <see cref="MetricKind.Custom"/>.</summary>
    public double? MinRatio { get; set; }

    /// <summary>Gets or sets the greatest ratio of the canary's value to the stable backend's; for <see cref="MetricKind.Custom"/>.</summary>
    public double? MaxRatio { get; set; }

    internal static ObjectShape<MetricOptions> Shape { get; } = new ObjectShape<MetricOptions>("rolloutMetric", "One thing the canary is judged by: against a bound, against the stable backend over the same window, or both.")
        .Value("Kind", Scalars.Choice(typeof(MetricKind)), o => o.Kind, (o, v) => o.Kind = (MetricKind)v!, "What is measured: the share of requests that did not fail, a percentile of the time until response headers, or the number of a registered metric of this name.")
        .Value("Percentile", Scalars.Number(new(0, 100, AboveMin: true, BelowMax: true)), o => o.Percentile, (o, v) => o.Percentile = (double)v!, "The percentile of `Latency`.")
        .Value("MaxLatency", Scalars.Time(new(0, AboveMin: true)), o => o.MaxLatency, (o, v) => o.MaxLatency = (TimeSpan?)v, "The latency that the percentile may not exceed, with a resolution of 6.25 %; for `Latency`.")
        .Value("Min", Scalars.Number(), o => o.Min, (o, v) => o.Min = (double?)v, "The least value allowed: a share of 0 to 1 for `SuccessRate`, any number for `Custom`.")
        .Value("Max", Scalars.Number(), o => o.Max, (o, v) => o.Max = (double?)v, "The greatest value allowed; for `Custom`.")
        .Value("CompareToStable", Scalars.Flag, o => o.CompareToStable, (o, v) => o.CompareToStable = (bool)v!, "Whether the canary is compared with the stable backend; for `SuccessRate` and `Latency`.")
        .Value("Tolerance", Scalars.Number(new(1)), o => o.Tolerance, (o, v) => o.Tolerance = (double)v!, "How many times worse than the stable backend the canary may be: its odds of failing, of being cancelled, of answering with 3xx or 4xx; for `SuccessRate`.")
        .Value("LatencyRatio", Scalars.Number(new(1)), o => o.LatencyRatio, (o, v) => o.LatencyRatio = (double)v!, "How many times as slow as the stable backend the canary may be at the percentile; for `Latency`.")
        .Value("CompareStatusClasses", Scalars.Flag, o => o.CompareStatusClasses, (o, v) => o.CompareStatusClasses = (bool)v!, "Whether the canary also fails when more of its answers than of the stable backend's are 3xx or 4xx; for a compared `SuccessRate`.")
        .Value("DryRun", Scalars.Flag, o => o.DryRun, (o, v) => o.DryRun = (bool)v!, "Whether the metric is judged and shown without any effect on the rollout.")
        .Value("MinRatio", Scalars.Number(), o => o.MinRatio, (o, v) => o.MinRatio = (double?)v, "The least ratio of the canary's value to the stable backend's; for `Custom`.")
        .Value("MaxRatio", Scalars.Number(), o => o.MaxRatio, (o, v) => o.MaxRatio = (double?)v, "The greatest ratio of the canary's value to the stable backend's; for `Custom`.")
        .Hint("Name", "Metrics are keyed by name: \"Metrics\": { \"errors\": { … } }.");
}

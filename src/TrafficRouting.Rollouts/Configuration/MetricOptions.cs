namespace TrafficRouting.Rollouts;

/// <summary>One thing the canary is judged by: against a bound, against the stable backend over the same window, or both.</summary>
public sealed class MetricOptions
{
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
    /// Gets or sets how many times worse than the stable backend the canary may be, 1 or more: its odds of failing, or of exceeding
    /// the stable backend's percentile; for the built-in kinds.
    /// </summary>
    /// <value>The default is 1.5.</value>
    public double Tolerance { get; set; } = 1.5;

    /// <summary>Gets or sets the least ratio of the canary's value to the stable backend's; for <see cref="MetricKind.Custom"/>.</summary>
    public double? MinRatio { get; set; }

    /// <summary>Gets or sets the greatest ratio of the canary's value to the stable backend's; for <see cref="MetricKind.Custom"/>.</summary>
    public double? MaxRatio { get; set; }
}

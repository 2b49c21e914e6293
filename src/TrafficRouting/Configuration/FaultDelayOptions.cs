namespace TrafficRouting;

/// <summary>A delay injected into a share of requests.</summary>
public sealed class FaultDelayOptions
{
    /// <summary>Gets or sets the share of requests, 0 to 100.</summary>
    /// <value>The default is 100.</value>
    public double Percentage { get; set; } = 100;

    /// <summary>Gets or sets the delay; above zero.</summary>
    public TimeSpan Duration { get; set; }

    internal static ObjectShape<FaultDelayOptions> Shape { get; } = new ObjectShape<FaultDelayOptions>("faultDelay", "A delay injected into a share of requests.")
        .Value("Percentage", Scalars.Percentage, o => o.Percentage, (o, v) => o.Percentage = (double)v!, "The share of requests.")
        .Value("Duration", Scalars.Wait, o => o.Duration, (o, v) => o.Duration = (TimeSpan)v!, "How long. Required.");
}

namespace TrafficRouting;

/// <summary>A delay injected into a share of requests.</summary>
public sealed class FaultDelayOptions
{
    /// <summary>Gets or sets the share of requests, 0 to 100.</summary>
    /// <value>The default is 100.</value>
    public double Percentage { get; set; } = 100;

    /// <summary>Gets or sets the delay; above zero.</summary>
    public TimeSpan Duration { get; set; }
}

namespace TrafficRouting;

/// <summary>An answer that a share of requests gets in place of being sent.</summary>
public sealed class FaultAbortOptions
{
    /// <summary>Gets or sets the share of requests, 0 to 100.</summary>
    /// <value>The default is 100.</value>
    public double Percentage { get; set; } = 100;

    /// <summary>Gets or sets the status, 200 to 599.</summary>
    public int Status { get; set; }
}

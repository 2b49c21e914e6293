namespace TrafficRouting;

/// <summary>A response that a share of requests gets in place of being sent.</summary>
public sealed class FaultAbortOptions
{
    /// <summary>Gets or sets the share of requests, 0 to 100.</summary>
    /// <value>The default is 100.</value>
    public double Percentage { get; set; } = 100;

    /// <summary>Gets or sets the status, 200 to 599.</summary>
    public int Status { get; set; }

    internal static ObjectShape<FaultAbortOptions> Shape { get; } = new ObjectShape<FaultAbortOptions>("faultAbort", "A response that a share of requests gets in place of being sent.")
        .Value("Percentage", Scalars.Percentage, o => o.Percentage, (o, v) => o.Percentage = (double)v!, "The share of requests.")
        .Value("Status", Scalars.Integer(200, 599), o => o.Status, (o, v) => o.Status = (int)v!, "The status. Required.");
}

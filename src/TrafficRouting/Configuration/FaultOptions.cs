namespace TrafficRouting;

/// <summary>Faults injected on purpose, each drawn independently.</summary>
public sealed class FaultOptions
{
    /// <summary>Gets or sets the delay before the request is sent.</summary>
    public FaultDelayOptions? Delay { get; set; }

    /// <summary>Gets or sets the answer given in place of sending the request.</summary>
    public FaultAbortOptions? Abort { get; set; }
}

namespace TrafficRouting;

/// <summary>Faults injected on purpose, each drawn independently.</summary>
public sealed class FaultOptions
{
    /// <summary>Gets or sets the delay before the request is sent.</summary>
    public FaultDelayOptions? Delay { get; set; }

    /// <summary>Gets or sets the response given in place of sending the request.</summary>
    public FaultAbortOptions? Abort { get; set; }

    internal static ObjectShape<FaultOptions> Shape { get; } = new ObjectShape<FaultOptions>("fault", "Faults injected on purpose, each drawn independently.")
        .Value("Delay", FaultDelayOptions.Shape, o => o.Delay, (o, v) => o.Delay = (FaultDelayOptions?)v, "A delay before the request is sent.")
        .Value("Abort", FaultAbortOptions.Shape, o => o.Abort, (o, v) => o.Abort = (FaultAbortOptions?)v, "A response given in place of sending the request.");
}

namespace TrafficRouting;

/// <summary>One address of a backend that has several.</summary>
public sealed class EndpointOptions
{
    /// <summary>Gets or sets the absolute http or https address.</summary>
    public string? Address { get; set; }

    /// <summary>Gets or sets the relative share of the backend's requests, 0 to 1,000,000.</summary>
    /// <value>The default is 1.</value>
    public int Weight { get; set; } = 1;

    internal static ObjectShape<EndpointOptions> Shape { get; } = new ObjectShape<EndpointOptions>("endpoint", "One address of a backend that has several.")
        .Value("Address", Scalars.Address, o => o.Address, (o, v) => o.Address = (string?)v, "Where requests go.")
        .Value("Weight", Scalars.Weight, o => o.Weight, (o, v) => o.Weight = (int)v!, "The share of the backend's requests, relative to the others.");
}

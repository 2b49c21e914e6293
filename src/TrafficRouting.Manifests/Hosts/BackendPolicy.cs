namespace TrafficRouting.Manifests;

/// <summary>How requests to a backend are spread over its endpoints and sent.</summary>
internal sealed record BackendPolicy
{
    public static BackendPolicy Default { get; } = new();

    public string Selection { get; init; } = SelectionNames.RoundRobin;

    public StickyOptions? Sticky { get; init; }

    /// <summary>Gets whether https is spoken; null where the port decides.</summary>
    public bool? IsTls { get; init; }
}

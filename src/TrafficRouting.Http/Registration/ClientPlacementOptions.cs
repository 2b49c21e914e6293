namespace TrafficRouting.Http;

internal sealed class ClientPlacementOptions
{
    /// <summary>Gets or sets a value indicating whether all clients are routed, by their defaults.</summary>
    public bool AllClients { get; set; }

    /// <summary>Gets the clients that are not, by name.</summary>
    public HashSet<string> Removed { get; } = new(StringComparer.Ordinal);
}

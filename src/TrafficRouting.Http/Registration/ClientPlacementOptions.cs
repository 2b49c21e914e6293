namespace TrafficRouting.Http;

internal sealed class ClientPlacementOptions
{
    /// <summary>Gets or sets the table that all clients are routed by, by their defaults; null for none.</summary>
    public string? AllClients { get; set; }

    /// <summary>Gets the clients that are not, by name.</summary>
    public HashSet<string> Removed { get; } = new(StringComparer.Ordinal);
}

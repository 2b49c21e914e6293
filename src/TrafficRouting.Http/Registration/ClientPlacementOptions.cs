namespace TrafficRouting.Http;

internal sealed class ClientPlacementOptions
{
    /// <summary>Gets or sets the table that all clients are routed by, by their defaults; null for none.</summary>
    public string? AllClients { get; set; }
}

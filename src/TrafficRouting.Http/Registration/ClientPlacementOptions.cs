namespace TrafficRouting.Http;

internal sealed class ClientPlacementOptions
{
    /// <summary>Gets or sets a value indicating whether all clients are routed, by their defaults.</summary>
    public bool AllClients { get; set; }
}

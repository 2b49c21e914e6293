namespace TrafficRouting.Manifests;

/// <summary>What a port speaks.</summary>
internal enum PortProtocol
{
    /// <summary>No document says.</summary>
    Unknown,
    Http,

    /// <summary>HTTP/2 without an upgrade.</summary>
    Http2,
    Https,

    /// <summary>Something else than HTTP.</summary>
    Other,
}

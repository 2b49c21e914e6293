namespace TrafficRouting;

/// <summary>Where the port comes from when an address names none.</summary>
public enum PortSource
{
    /// <summary>The default port of the address's scheme.</summary>
    Address,

    /// <summary>The port the caller used.</summary>
    Request,
}

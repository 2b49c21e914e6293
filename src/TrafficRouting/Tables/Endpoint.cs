namespace TrafficRouting;

/// <summary>One address of a backend.</summary>
/// <param name="Name">The name among the backend's endpoints; the backend's own for a single address.</param>
/// <param name="Address">The absolute address; its path is put before the request's.</param>
/// <param name="Weight">The share of the backend's requests.</param>
/// <param name="HasPort">Whether the address names its port.</param>
public sealed record Endpoint(string Name, Uri Address, int Weight, bool HasPort)
{
    /// <summary>Gets scheme, host and port of the address as text, such as <c>http://10.0.0.11:9080</c>.</summary>
    public string Origin { get; } = WithZone(Address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped), Address);

    /// <summary>Gets the escaped path of the address without its final slash; empty for none.</summary>
    public string BasePath { get; } = Address.AbsolutePath.TrimEnd('/');

    // The components lack the zone of an IPv6 address, and a socket finds it only where it is not escaped.
    private static string WithZone(string origin, Uri address)
    {
        if (address.HostNameType != UriHostNameType.IPv6 || address.IdnHost.Split('%', 2) is not [_, var zone])
            return origin;
        return origin.Replace("]", $"%{(zone.StartsWith("25", StringComparison.Ordinal) ? zone[2..] : zone)}]", StringComparison.Ordinal);
    }
}

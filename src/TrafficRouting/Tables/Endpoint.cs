namespace TrafficRouting;

/// <summary>One address of a backend.</summary>
/// <param name="Name">The name among the backend's endpoints; the backend's own for a single address.</param>
/// <param name="Address">The absolute address; its path is put before the request's.</param>
/// <param name="Weight">The share of the backend's requests.</param>
/// <param name="HasPort">Whether the address names its port.</param>
public sealed record Endpoint(string Name, Uri Address, int Weight, bool HasPort)
{
    /// <summary>Gets scheme, host and port of the address as text, such as <c>http://10.0.0.11:9080</c>.</summary>
    public string Origin { get; } = Address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    /// <summary>Gets the escaped path of the address without its final slash; empty for none.</summary>
    public string BasePath { get; } = Address.AbsolutePath.TrimEnd('/');
}

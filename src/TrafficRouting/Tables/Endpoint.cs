namespace TrafficRouting.Tables;

/// <summary>One address of a backend.</summary>
/// <param name="Name">The name among the backend's endpoints; the backend's own for a single address.</param>
/// <param name="Address">The absolute address; its path is put before the request's.</param>
/// <param name="Weight">The share of the backend's requests.</param>
/// <param name="HasPort">Whether the address names its port.</param>
public sealed record Endpoint(string Name, Uri Address, int Weight, bool HasPort);

using System.Collections.Immutable;

namespace TrafficRouting;

/// <summary>One address of a backend. Immutable but for its health.</summary>
public sealed class Endpoint
{
    private Endpoint(string name, string address, int weight)
    {
        Name = name;
        Address = new(address, UriKind.Absolute);
        Weight = weight;
        HasPort = !Address.IsDefaultPort || NamesPort(address);
        Origin = WithZone(Address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped), Address);
        BasePath = Address.AbsolutePath.TrimEnd('/');
    }

    /// <summary>Gets the name among the backend's endpoints; the backend's own for a single address.</summary>
    public string Name { get; }

    /// <summary>Gets the absolute address; its path is put before the request's.</summary>
    public Uri Address { get; }

    /// <summary>Gets the share of the backend's requests.</summary>
    public int Weight { get; }

    /// <summary>Gets a value indicating whether the address names its port.</summary>
    internal bool HasPort { get; }

    /// <summary>Gets scheme, host and port of the address as text, such as <c>http://10.0.0.11:9080</c>.</summary>
    internal string Origin { get; }

    /// <summary>Gets the escaped path of the address without its final slash; empty for none.</summary>
    internal string BasePath { get; }

    /// <summary>Gets the failures in a row of the requests sent here, or null for the only endpoint, and where health does not count.</summary>
    internal TargetHealth? Health { get; private init; }

    /// <summary>Gets the failures in a row of all requests of its backend, or null where that is not left out as a whole.</summary>
    internal TargetHealth? BackendHealth { get; private set; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Compiles the endpoints of a backend, ordered by name so that every replica numbers them alike.</summary>
    internal static ImmutableArray<Endpoint> AllOf(string backend, BackendOptions options, Backend? previous, HealthBoard board)
    {
        if (options.Address is { } address)
            return [new(backend, address, weight: 1)];

        KeyValuePair<string, EndpointOptions>[] sorted = [.. options.Endpoints];
        Array.Sort(sorted, static (one, other) => StringComparer.OrdinalIgnoreCase.Compare(one.Key, other.Key));
        var endpoints = ImmutableArray.CreateBuilder<Endpoint>(sorted.Length);
        foreach (var (name, endpoint) in sorted)
        {
            var before = previous?.Endpoints.FirstOrDefault(e => e.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            endpoints.Add(new(name, endpoint.Address!, endpoint.Weight)
            {
                Health = sorted.Length == 1 ? null : TargetHealth.Of(backend, name, endpoint.Address!, options.Health, before?.Health, board),
            });
        }

        return endpoints.MoveToImmutable();
    }

    /// <summary>Makes it one whose requests count for its backend, too.</summary>
    internal void CountFor(TargetHealth? backend) => BackendHealth = backend;

    // The components lack the zone of an IPv6 address, and a socket finds it only where it is not escaped.
    private static string WithZone(string origin, Uri address)
    {
        if (address.HostNameType != UriHostNameType.IPv6 || address.IdnHost.Split('%', 2) is not [_, var zone])
            return origin;
        return origin.Replace("]", $"%{(zone.StartsWith("25", StringComparison.Ordinal) ? zone[2..] : zone)}]", StringComparison.Ordinal);
    }

    // Uri drops a default port that was written out, but "http://a:80" does name its port.
    private static bool NamesPort(string address)
    {
        var authority = address.AsSpan(address.IndexOf("://", StringComparison.Ordinal) + 3);
        var end = authority.IndexOf('/');
        if (end >= 0)
            authority = authority[..end];
        var colon = authority.LastIndexOf(':');
        return colon >= 0 && colon > authority.LastIndexOf(']');
    }
}

using System.Text;

namespace TrafficRouting.Testing;

/// <summary>A request as a fake backend received it: after routing, with every edit made. Immutable.</summary>
public sealed class FakeRequest
{
    internal FakeRequest()
    {
    }

    /// <summary>Gets the name of the backend, or null for a request that was not routed.</summary>
    public string? Backend { get; internal init; }

    /// <summary>Gets the decision that sent it, or null for a request that was not routed.</summary>
    public RouteDecision? Decision { get; internal init; }

    /// <summary>Gets a value indicating whether this is a mirror's copy.</summary>
    public bool IsMirror { get; internal init; }

    /// <summary>Gets the method.</summary>
    public string Method { get; internal init; } = string.Empty;

    /// <summary>Gets the address it was sent to.</summary>
    public Uri Uri { get; internal init; } = null!;

    /// <summary>Gets the Host it carries.</summary>
    public string Host { get; internal init; } = string.Empty;

    /// <summary>Gets the headers, content headers included, by case-insensitive name; several values are joined with a comma and a space.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; internal init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the body; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Body { get; internal init; }

    /// <summary>Gets the body read as UTF-8.</summary>
    public string BodyText => Encoding.UTF8.GetString(Body.Span);

    /// <summary>Returns method, address without query, and the route, for messages.</summary>
    public override string ToString()
    {
        var by = Decision is { Route: { } route } ? $" by route {route}" : string.Empty;
        return $"{Method} {Uri.GetLeftPart(UriPartial.Path)}{by}{(IsMirror ? ", mirrored" : string.Empty)}";
    }
}

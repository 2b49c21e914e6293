namespace TrafficRouting.Manifests;

/// <summary>Where a document sends requests to.</summary>
/// <param name="Host">The full host name.</param>
/// <param name="Subset">The subset of its endpoints, or null for all.</param>
/// <param name="Port">The port, or null when the document leaves it to the host.</param>
internal sealed record Destination(string Host, string? Subset = null, int? Port = null);

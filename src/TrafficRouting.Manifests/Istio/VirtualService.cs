namespace TrafficRouting.Manifests;

/// <summary>A VirtualService, as far as it is meant for this application.</summary>
/// <param name="Document">The document.</param>
/// <param name="Hosts">The full host names and wildcards.</param>
/// <param name="IsForMesh">Whether it is bound to calls inside the mesh.</param>
/// <param name="Rules">Its rules in order.</param>
internal sealed record VirtualService(ManifestDocument Document, IReadOnlyList<string> Hosts, bool IsForMesh, IReadOnlyList<HttpRule> Rules);

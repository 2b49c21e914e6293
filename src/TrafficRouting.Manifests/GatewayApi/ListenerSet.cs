namespace TrafficRouting.Manifests;

/// <summary>A ListenerSet, which adds listeners to a Gateway.</summary>
/// <param name="Document">Where it is written.</param>
/// <param name="Gateway">The namespace and name of the Gateway.</param>
/// <param name="Listeners">The listeners.</param>
internal sealed record ListenerSet(ManifestDocument Document, (string Namespace, string Name) Gateway, IReadOnlyList<Listener> Listeners);

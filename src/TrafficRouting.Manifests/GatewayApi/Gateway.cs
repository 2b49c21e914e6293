namespace TrafficRouting.Manifests;

/// <summary>A Gateway.</summary>
/// <param name="Document">Where it is written.</param>
/// <param name="Listeners">Its own listeners for HTTP and HTTPS.</param>
/// <param name="Addresses">The hosts it can be called by.</param>
/// <param name="ListenerSets">Whose ListenerSets add to it.</param>
internal sealed record Gateway(ManifestDocument Document, IReadOnlyList<Listener> Listeners, IReadOnlyList<string> Addresses, NamespaceSelection ListenerSets);

namespace TrafficRouting.Manifests;

/// <summary>A listener that routes can attach to.</summary>
/// <param name="Name">Its name, a route's sectionName.</param>
/// <param name="Hostname">The names it takes, <c>*</c> for all.</param>
/// <param name="Port">Its port, or null when it is not written.</param>
/// <param name="Protocol">Its protocol.</param>
/// <param name="Namespaces">Whose routes it takes.</param>
/// <param name="Kinds">The kinds of routes it takes, or none for all.</param>
/// <param name="Fields">Where it is written.</param>
internal sealed record Listener(
    string Name, string Hostname, int? Port, string Protocol, NamespaceSelection Namespaces, IReadOnlyList<string> Kinds, Fields Fields)
{
    public bool TakesKind(string kind) => Kinds.Count == 0 || Kinds.Contains(kind, StringComparer.Ordinal);

    /// <summary>Tells whether both cannot listen: one place has one listener, and one port one protocol.</summary>
    public bool Clashes(Listener other) => Port == other.Port && (Hostname == other.Hostname || Protocol != other.Protocol);
}

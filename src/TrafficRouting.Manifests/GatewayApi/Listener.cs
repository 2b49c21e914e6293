namespace TrafficRouting.Manifests;

/// <summary>A listener of a Gateway that HTTPRoutes can attach to.</summary>
/// <param name="Name">Its name, a route's sectionName.</param>
/// <param name="Hostname">The names it takes, <c>*</c> for all.</param>
/// <param name="Port">Its port, or null when it is not written.</param>
/// <param name="Protocol">Its protocol.</param>
/// <param name="Namespaces">Whose routes it takes: Same, All, Selector or None.</param>
/// <param name="Fields">Where it is written.</param>
internal sealed record Listener(string Name, string Hostname, int? Port, string Protocol, string Namespaces, Fields Fields);

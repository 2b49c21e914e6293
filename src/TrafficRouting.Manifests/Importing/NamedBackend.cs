namespace TrafficRouting.Manifests;

/// <summary>A backend that an import made or took over.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Made">The backend.</param>
/// <param name="Maker">The step that made it of what is known about its host; null for one that a document gives.</param>
internal sealed record NamedBackend(string Name, MadeBackend Made, ImportStep? Maker);

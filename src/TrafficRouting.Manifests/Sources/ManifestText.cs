namespace TrafficRouting.Manifests;

/// <summary>A text of documents that can be read.</summary>
/// <param name="Name">What it is called in messages.</param>
/// <param name="Stamp">Changes when the text does.</param>
/// <param name="Open">Opens it.</param>
internal sealed record ManifestText(string Name, string Stamp, Func<Stream> Open);

using TrafficRouting.Manifests;

namespace TrafficRouting.Cli;

/// <summary>Where entries of the routing are written: in a document, or in the last of the settings that has the key.</summary>
/// <param name="documents">What the documents gave, if there are any.</param>
/// <param name="section">The section.</param>
/// <param name="settings">The keys of the settings, in their order.</param>
internal sealed class EntryPlaces(ManifestResult? documents, string section, IReadOnlyList<JsonPlaces> settings)
{
    public SourceLocation? Of(string path, object entry)
    {
        if (documents?.LocationOf(entry) is { } location)
            return location;
        var full = $"{section}:{path}";
        return settings.Select(s => s.Find(full)).LastOrDefault(p => p?.Depth == full.Length)?.Location;
    }
}

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
        return Find(path);
    }

    /// <summary>Finds what an entry stands in: of a map, whose entries are written by name, paths have the place among the others.</summary>
    public SourceLocation? Around(string path) => path.LastIndexOf(':') is > 0 and var end ? Find(path[..end]) : null;

    private SourceLocation? Find(string path)
    {
        var full = $"{section}:{path}";
        return settings.Select(s => s.Find(full)).LastOrDefault(p => p?.Depth == full.Length)?.Location;
    }
}

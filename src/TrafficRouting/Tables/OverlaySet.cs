namespace TrafficRouting;

/// <summary>The overlays in force, one per owner. Immutable.</summary>
internal sealed class OverlaySet
{
    public static readonly OverlaySet Empty = new([]);

    private readonly Dictionary<string, Entry> _entries;

    private OverlaySet(Dictionary<string, Entry> entries)
    {
        _entries = entries;
        All = [.. entries.Values.Select(entry => entry.Overlay)];
    }

    public IReadOnlyList<RouteOverlay> All { get; }

    public bool Contains(string owner) => _entries.ContainsKey(owner);

    public OverlaySet With(RouteOverlay overlay, bool ofPart)
    {
        var entries = Copy();
        entries[overlay.Owner] = new(overlay, ofPart);
        return new(entries);
    }

    public OverlaySet Without(string owner)
    {
        var entries = Copy();
        entries.Remove(owner);
        return new(entries);
    }

    /// <summary>Replaces all overlays of parts of the section by those of another load.</summary>
    public OverlaySet WithParts(IReadOnlyList<RouteOverlay> overlays)
    {
        var entries = Copy();
        foreach (var (owner, entry) in _entries)
        {
            if (entry.OfPart)
                entries.Remove(owner);
        }

        foreach (var overlay in overlays)
            entries[overlay.Owner] = new(overlay, OfPart: true);
        return new(entries);
    }

    private Dictionary<string, Entry> Copy() => new(_entries, StringComparer.Ordinal);

    private sealed record Entry(RouteOverlay Overlay, bool OfPart);
}

namespace TrafficRouting.Manifests;

/// <summary>Follows symbolic links, those of the folders on the way included. What it knows holds for one look at the files.</summary>
internal sealed class Links
{
    private const int MaxHops = 40;

    private readonly Dictionary<string, string> _folders = new(StringComparer.Ordinal);

    /// <summary>Gets where a path leads to in the end; a circle ends where it closes.</summary>
    public string Resolve(string path, int hops = 0)
    {
        if (Path.GetDirectoryName(path) is not { } folder)
            return path;
        if (!_folders.TryGetValue(folder, out var resolved))
            _folders[folder] = resolved = Resolve(folder, hops);
        var place = Path.Join(resolved, Path.GetFileName(path));
        return hops < MaxHops && new FileInfo(place).LinkTarget is { } target ? Resolve(Path.GetFullPath(target, resolved), hops + 1) : place;
    }
}

using System.IO.Enumeration;

namespace TrafficRouting.Manifests;

/// <summary>Finds the folders of a path with <c>*</c> and <c>?</c> in its segments, <c>**</c> for any folders between.</summary>
internal sealed class Glob
{
    private readonly string _folder;
    private readonly string[] _segments;

    public Glob(string pattern)
    {
        var segments = pattern.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        var first = Array.FindIndex(segments, IsPattern);
        _folder = string.Join(Path.DirectorySeparatorChar, segments[..first]) + Path.DirectorySeparatorChar;
        _segments = segments[first..];
    }

    public static bool IsPattern(string path) => path.AsSpan().ContainsAny('*', '?');

    /// <summary>Tells whether a file's name is one of those that are looked for.</summary>
    public bool Takes(ReadOnlySpan<char> name) => Matches(_segments[^1], name);

    /// <summary>Gets the folders whose files may be those that are looked for. Each is entered once, however many links lead there.</summary>
    public List<string> Folders(Links links)
    {
        var found = new List<string>();
        Walk(_folder, 0, links, [], found);
        return found;
    }

    private void Walk(string folder, int segment, Links links, HashSet<(string Folder, int Segment)> entered, List<string> found)
    {
        if (!Directory.Exists(folder) || !entered.Add((links.Resolve(Path.TrimEndingDirectorySeparator(folder)), segment)))
            return;
        if (segment == _segments.Length - 1)
        {
            found.Add(folder);
            return;
        }

        var isAny = _segments[segment] is "**";
        if (isAny)
            Walk(folder, segment + 1, links, entered, found);
        foreach (var below in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(below.AsSpan());
            if (isAny ? name[0] != '.' : Matches(_segments[segment], name))
                Walk(below, isAny ? segment : segment + 1, links, entered, found);
        }
    }

    private static bool Matches(string segment, ReadOnlySpan<char> name) =>
        (name[0] != '.' || segment[0] == '.') && FileSystemName.MatchesSimpleExpression(segment, name, ignoreCase: false);
}

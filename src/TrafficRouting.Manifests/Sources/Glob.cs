using System.IO.Enumeration;

namespace TrafficRouting.Manifests;

/// <summary>Finds files by a path with <c>*</c> and <c>?</c> in its segments, <c>**</c> for any folders between.</summary>
internal static class Glob
{
    public static IEnumerable<string> Find(string pattern)
    {
        var segments = pattern.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        var first = Array.FindIndex(segments, s => s.AsSpan().ContainsAny('*', '?'));
        var folder = string.Join(Path.DirectorySeparatorChar, segments[..first]) + Path.DirectorySeparatorChar;
        return Find(folder, segments.AsMemory(first)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Find(string folder, ReadOnlyMemory<string> segments)
    {
        if (!Directory.Exists(folder))
            return [];
        var segment = segments.Span[0];
        var rest = segments[1..];
        if (rest.IsEmpty)
            return Directory.EnumerateFiles(folder).Where(f => Matches(segment, f));
        var below = Directory.EnumerateDirectories(folder);
        return segment is "**"
            ? Find(folder, rest).Concat(below.Where(IsVisible).SelectMany(d => Find(d, segments)))
            : below.Where(d => Matches(segment, d)).SelectMany(d => Find(d, rest));
    }

    private static bool Matches(string segment, string path) =>
        (IsVisible(path) || segment[0] == '.') && FileSystemName.MatchesSimpleExpression(segment, Path.GetFileName(path), ignoreCase: false);

    private static bool IsVisible(string path) => Path.GetFileName(path)[0] != '.';
}

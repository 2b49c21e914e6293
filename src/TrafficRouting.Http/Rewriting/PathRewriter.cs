namespace TrafficRouting.Http;

/// <summary>Edits an escaped path; what is not replaced stays byte for byte.</summary>
internal static class PathRewriter
{
    public static string Rewrite(ReadOnlySpan<char> path, Rewrite rewrite, PathMatch match)
    {
        if (rewrite.Pattern is { } pattern)
            return Rooted(pattern.Replace(path.ToString(), rewrite.Replacement ?? string.Empty));
        return Replace(path, rewrite.Path!, rewrite.ReplacesPrefix, match);
    }

    public static string Replace(ReadOnlySpan<char> path, string replacement, bool replacesPrefix, PathMatch match)
    {
        if (!replacesPrefix || match.Kind == PathMatchKind.Whole)
            return Rooted(replacement);
        if (match.Kind == PathMatchKind.Literal)
            return Rooted(string.Concat(replacement, path[Math.Min(match.Prefix.Length, path.Length)..]));

        // Both without their final slash, so that the rest brings the only one at the seam.
        var taken = match.Prefix.AsSpan().TrimEnd('/').Length;
        return Rooted(string.Concat(replacement.AsSpan().TrimEnd('/'), path[Math.Min(taken, path.Length)..]));
    }

    private static string Rooted(string path) => path.StartsWith('/') ? path : "/" + path;
}

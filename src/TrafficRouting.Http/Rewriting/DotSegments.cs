namespace TrafficRouting.Http;

/// <summary>Finds segments of a path that a server would take for the step up.</summary>
internal static class DotSegments
{
    /// <summary>Tells whether a segment is <c>..</c> to any server: to those that decode before they split, or know back slashes or parameters, too.</summary>
    public static bool ClimbIn(ReadOnlySpan<char> path)
    {
        // Hardly any path has one.
        if (path.IndexOf("..") < 0 && path.IndexOf("%2e", StringComparison.OrdinalIgnoreCase) < 0)
            return false;

        while (!path.IsEmpty)
        {
            var rest = path;
            if (TakeDot(ref rest) && TakeDot(ref rest) && (rest.IsEmpty || rest[0] == ';' || Separator(rest) > 0))
                return true;
            path = AfterSeparator(path);
        }

        return false;
    }

    private static bool TakeDot(ref ReadOnlySpan<char> path)
    {
        var length = path.StartsWith('.') ? 1 : path.StartsWith("%2e", StringComparison.OrdinalIgnoreCase) ? 3 : 0;
        path = path[length..];
        return length > 0;
    }

    private static ReadOnlySpan<char> AfterSeparator(ReadOnlySpan<char> path)
    {
        while (path.IndexOfAny('/', '\\', '%') is >= 0 and var next)
        {
            path = path[next..];
            if (Separator(path) is > 0 and var length)
                return path[length..];
            path = path[1..];
        }

        return default;
    }

    private static int Separator(ReadOnlySpan<char> path)
    {
        if (path[0] is '/' or '\\')
            return 1;
        return path.StartsWith("%2f", StringComparison.OrdinalIgnoreCase) || path.StartsWith("%5c", StringComparison.OrdinalIgnoreCase) ? 3 : 0;
    }
}

namespace TrafficRouting;

/// <summary>Paths as they are written in conditions, rewrites and redirects.</summary>
internal static class PathValidator
{
    /// <summary>Checks a path that begins with a slash and holds neither query nor fragment.</summary>
    public static void Check(Scope scope, string path)
    {
        if (!path.StartsWith('/'))
            scope.Error($"{Text.Quote(path)} does not begin with a slash. Write {Text.Quote("/" + path)}.");
        if (path.AsSpan().ContainsAny('?', '#'))
            scope.Error("The path holds a query or a fragment; it ends before '?' and '#'.");
        // Printing ASCII but the space, which nearly every path is made of.
        if (!path.AsSpan().ContainsAnyExceptInRange('!', '~'))
            return;
        if (path.Any(char.IsControl))
            scope.Error("The path holds a control character.");
        else
            scope.Warn($"Paths are compared and sent in their escaped form: write {Text.Quote(Escape(path))}.");
    }

    /// <summary>Checks a path that may also be empty.</summary>
    public static void CheckOrEmpty(Scope scope, string path)
    {
        if (path.Length > 0)
            Check(scope, path);
    }

    private static string Escape(string path) =>
        string.Concat(path.Select(c => c is ' ' or > '~' && !char.IsSurrogate(c) ? Uri.EscapeDataString(c.ToString()) : c.ToString()));
}

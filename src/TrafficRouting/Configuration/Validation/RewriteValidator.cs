namespace TrafficRouting;

/// <summary>Edits of path and host.</summary>
internal static class RewriteValidator
{
    public static void Check(Scope scope, RewriteOptions rewrite)
    {
        Alternatives.Check(scope, RewriteOptions.Shape, rewrite);
        if (rewrite.Path is { } path)
            CheckPath(scope.At("Path"), path);
        if (rewrite.PathPrefix is { Length: > 0 } prefix)
            CheckPath(scope.At("PathPrefix"), prefix);
        if (rewrite.Host is { } host)
            HostValidator.Authority(scope.At("Host"), host);
        CheckPattern(scope, rewrite);
    }

    private static void CheckPath(Scope scope, string path)
    {
        PathValidator.Check(scope, path);
        if (path.Split('/').Contains("..", StringComparer.Ordinal))
            scope.Error("The path has a '..' segment, and no request with one is sent. Write the path that it leads to.");
    }

    private static void CheckPattern(Scope scope, RewriteOptions rewrite)
    {
        if (rewrite.Replacement is { } replacement)
        {
            if (rewrite.Regex is null)
                scope.At("Replacement").Missing("Has no effect without Regex. Set Regex too.");
            if (replacement.AsSpan().ContainsAny('?', '#') || replacement.Any(char.IsControl))
                scope.At("Replacement").Error("A path holds neither '?' nor '#' nor control characters.");
        }

        if (rewrite.Regex is not { } pattern)
            return;

        if (rewrite.Replacement is null)
            scope.Missing("Replacement is required beside Regex; it may be empty.");
        if (RegexValidator.Check(scope.At("Regex"), pattern) is { } regex && HighestGroup(rewrite.Replacement ?? "") is var highest
            && highest > regex.GetGroupNumbers().Max())
        {
            scope.At("Replacement").Error($"Refers to group {Text.Of(highest)}, which Regex does not have.");
        }
    }

    private static int HighestGroup(string replacement)
    {
        var highest = 0;
        for (var i = 0; i + 1 < replacement.Length; i++)
        {
            if (replacement[i] != '\\')
                continue;
            i++;
            if (char.IsAsciiDigit(replacement[i]))
                highest = Math.Max(highest, replacement[i] - '0');
        }

        return highest;
    }
}

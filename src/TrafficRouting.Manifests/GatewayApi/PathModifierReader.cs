namespace TrafficRouting.Manifests;

/// <summary>Reads <c>path</c> of a URLRewrite or a RequestRedirect.</summary>
internal static class PathModifierReader
{
    public static (string? Full, string? Prefix) Read(Fields? path)
    {
        if (path is null)
            return default;
        var type = path.Choice("type", "ReplaceFullPath", "ReplacePrefixMatch");
        var (full, prefix) = (path.Text("replaceFullPath"), path.Text("replacePrefixMatch"));
        if (type is null)
            path.RequiredText("type");
        if (type is "ReplaceFullPath" && (full is null || prefix is not null))
            path.Incomplete("takes replaceFullPath and nothing else with the type ReplaceFullPath");
        if (type is "ReplacePrefixMatch" && (prefix is null || full is not null))
            path.Incomplete("takes replacePrefixMatch and nothing else with the type ReplacePrefixMatch");
        return (Rooted(full), Rooted(prefix));
    }

    // No replacement at all and a lone slash give the same paths.
    private static string? Rooted(string? path) => path is null || path.StartsWith('/') ? path : $"/{path}";
}

namespace Manifests;

/// <summary>The documents of the stories, beside the program.</summary>
internal static class Documents
{
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "documents", name);

    /// <summary>Reads documents with the ports of servers filled in.</summary>
    public static string Read(string name, Versions versions, params string[] filled) =>
        filled.Aggregate(File.ReadAllText(PathOf(name)), (text, version) => text.Replace($"${{{version}}}", $"{versions[version].Address.Port}", StringComparison.Ordinal));
}

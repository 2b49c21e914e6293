using System.Text.RegularExpressions;

namespace TrafficRouting.TestKit;

/// <summary>
/// Holds the fenced blocks of a documentation page against code that compiles: each C# block must occur, line by line and
/// whatever its indentation, in one of the snippet files. Usings are left out: a snippet file has its own.
/// </summary>
public static partial class DocSnippets
{
    /// <summary>Fails with every C# block of a page that no snippet file contains.</summary>
    /// <param name="page">The page, such as <c>docs/http.md</c>, from the repository's root.</param>
    /// <param name="snippetFiles">The compiled files, from the repository's root.</param>
    public static void AreCompiled(string page, params string[] snippetFiles)
    {
        var sources = snippetFiles.Select(f => Normalize(File.ReadAllText(Locate(f)))).ToList();
        var missing = Blocks(page, "csharp").Where(b => !sources.Any(s => s.Contains(Normalize(b), StringComparison.Ordinal))).ToList();
        Assert.True(missing.Count == 0, $"{page} shows code that {string.Join(" and ", snippetFiles)} does not contain:\n\n{string.Join("\n\n", missing)}");
    }

    /// <summary>Gets the texts of a page's fenced blocks of one language, such as <c>json</c>.</summary>
    public static IReadOnlyList<string> Blocks(string page, string language)
    {
        var blocks = new List<string>();
        List<string>? block = null;
        foreach (var line in File.ReadAllLines(Locate(page)))
        {
            if (block is null && line.Trim() == "```" + language)
            {
                block = [];
            }
            else if (block is not null && line.Trim() == "```")
            {
                blocks.Add(string.Join('\n', block));
                block = null;
            }
            else
            {
                block?.Add(line);
            }
        }

        return blocks;
    }

    /// <summary>Finds a file from the repository's root.</summary>
    public static string Locate(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TrafficRouting.sln")))
            folder = folder.Parent;
        return Path.Combine(folder!.FullName, path);
    }

    private static string Normalize(string text) =>
        "\n" + string.Join('\n', text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && !Using().IsMatch(l))) + "\n";

    [GeneratedRegex(@"^using [\w.]+;$", RegexOptions.None, 1000)]
    private static partial Regex Using();
}

namespace TrafficRouting.Packages.Tests.Docs;

/// <summary>A fenced block of a page.</summary>
/// <param name="Language">What stands behind the fence, such as <c>csharp</c>.</param>
/// <param name="Text">What stands between the fences.</param>
/// <param name="Line">The line of the opening fence, from 1.</param>
internal sealed record MarkdownBlock(string Language, string Text, int Line)
{
    public static IReadOnlyList<MarkdownBlock> OfPage(string path)
    {
        var blocks = new List<MarkdownBlock>();
        var lines = File.ReadAllLines(Path.Combine(PackedPackages.RepositoryRoot(), path));
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal))
                continue;
            var end = Array.FindIndex(lines, i + 1, line => line == "```");
            Assert.True(end > i, $"{path}:{i + 1}: The block has no end.");
            blocks.Add(new(lines[i][3..], string.Join('\n', lines[(i + 1)..end]), i + 1));
            i = end;
        }

        return blocks;
    }
}

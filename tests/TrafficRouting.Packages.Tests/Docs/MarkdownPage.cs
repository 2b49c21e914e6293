using System.Text.RegularExpressions;

namespace TrafficRouting.Packages.Tests.Docs;

/// <summary>The links and anchors of a page.</summary>
internal sealed partial class MarkdownPage
{
    public MarkdownPage(string file)
    {
        var links = new List<(int, string)>();
        var anchors = new Dictionary<string, int>(StringComparer.Ordinal);
        var isCode = false;
        foreach (var (number, line) in File.ReadLines(file).Select((line, index) => (index + 1, line)))
        {
            isCode ^= line.StartsWith("```", StringComparison.Ordinal);
            if (isCode)
                continue;
            if (Heading().Match(line) is { Success: true } heading)
                AddAnchor(anchors, heading.Groups[1].Value);
            links.AddRange(Link().Matches(Code().Replace(line, string.Empty)).Select(link => (number, link.Groups[1].Value)));
        }

        (Links, Anchors) = (links, anchors.Keys);
    }

    /// <summary>Gets the targets with their lines.</summary>
    public IReadOnlyList<(int Line, string Target)> Links { get; }

    /// <summary>Gets the anchors of the headings, as GitHub and the site name them.</summary>
    public IReadOnlyCollection<string> Anchors { get; }

    private static void AddAnchor(Dictionary<string, int> anchors, string heading)
    {
        var anchor = NotOfAnAnchor().Replace(heading.ToLowerInvariant(), string.Empty).Trim().Replace(' ', '-');
        var count = anchors[anchor] = anchors.GetValueOrDefault(anchor, -1) + 1;
        if (count > 0)
            anchors[$"{anchor}-{count}"] = 0;
    }

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.None, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"(?:\]\(|src=""|href="")([^)""\s]+)", RegexOptions.None, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("`[^`]*`", RegexOptions.None, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.None, 1000)]
    private static partial Regex NotOfAnAnchor();
}

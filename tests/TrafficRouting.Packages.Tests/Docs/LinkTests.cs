using System.Text.RegularExpressions;

namespace TrafficRouting.Packages.Tests.Docs;

/// <summary>No link of a page, of the site's contents or of an XML comment leads to nothing. Nothing beyond the repository is asked.</summary>
public sealed partial class LinkTests
{
    private const string Repository = "https://github.com/trafficrouting/trafficrouting/";

    private static readonly string Root = PackedPackages.RepositoryRoot();

    public static TheoryData<string> Pages =>
    [
        .. new[] { "docs", "src", "templates", ".github" }.SelectMany(folder => FilesOf(folder, "*.md"))
            .Concat(Directory.GetFiles(Root, "*.md").Select(file => Path.GetRelativePath(Root, file)))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_OfAPage_LeadSomewhere(string page)
    {
        var file = Path.Combine(Root, page);
        var broken = new MarkdownPage(file).Links.Select(link => (link.Line, Problem: ProblemOf(file, link.Target))).Where(link => link.Problem is not null)
            .Select(link => $"{page}:{link.Line}: {link.Problem}").ToList();

        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    [Fact]
    public void Contents_OfTheSite_NameEveryPageOnce()
    {
        var named = Href().Matches(File.ReadAllText(Path.Combine(Root, "docs", "toc.yml"))).Select(href => href.Groups[1].Value).Order(StringComparer.Ordinal);

        Assert.Equal(
            FilesOf("docs", "*.md").Select(page => page["docs/".Length..]).Where(page => !page.StartsWith("site/", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            named);
    }

    [Fact]
    public void Comments_OfTheCode_LinkToPagesThatAreThere()
    {
        var broken = FilesOf("src", "*.cs").SelectMany(file => Comment().Matches(File.ReadAllText(Path.Combine(Root, file)))
                .Select(link => (file, Problem: ProblemOf(Path.Combine(Root, file), link.Groups[1].Value))))
            .Where(link => link.Problem is not null)
            .Select(link => $"{link.file}: {link.Problem}").ToList();

        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    [Theory]
    [InlineData("nowhere.md", "There is no nowhere.md.")]
    [InlineData("configuration.md#no-such-heading", "configuration.md has no heading #no-such-heading.")]
    [InlineData("../README.md", "The site has only what is in docs: link to https://github.com/trafficrouting/trafficrouting/.")]
    [InlineData(Repository + "tree/main/samples/Nothing", "There is no samples/Nothing.")]
    [InlineData("http://example.com", "Links outside are https.")]
    [InlineData("configuration.md#sources", null)]
    [InlineData(Repository + "tree/main/samples/CanaryRollout", null)]
    [InlineData("https://learn.microsoft.com/dotnet", null)]
    public void ProblemOf_ATarget_IsFound(string target, string? problem) =>
        Assert.Equal(problem, ProblemOf(Path.Combine(Root, "docs", "http.md"), target));

    private static string? ProblemOf(string file, string target)
    {
        if (target.StartsWith(Repository + "tree/main/", StringComparison.Ordinal) || target.StartsWith(Repository + "blob/main/", StringComparison.Ordinal))
            return ProblemOf(Path.Combine(Root, "README.md"), target[(Repository.Length + "tree/main/".Length)..]);
        if (target.Contains("://", StringComparison.Ordinal))
            return target.StartsWith("https://", StringComparison.Ordinal) || target.StartsWith("http://localhost", StringComparison.Ordinal) ? null : "Links outside are https.";

        var parts = target.Split('#');
        var path = parts[0].Length == 0 ? file : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, parts[0]));
        if (!File.Exists(path) && !Directory.Exists(path))
            return $"There is no {parts[0]}.";
        if (IsOfTheSite(file) && !IsOfTheSite(path))
            return $"The site has only what is in docs: link to {Repository}.";
        return parts.Length > 1 && !new MarkdownPage(path).Anchors.Contains(parts[1]) ? $"{parts[0]} has no heading #{parts[1]}." : null;
    }

    private static bool IsOfTheSite(string file) => file.StartsWith(Path.Combine(Root, "docs") + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static IEnumerable<string> FilesOf(string folder, string pattern) =>
        Directory.Exists(Path.Combine(Root, folder))
            ? Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
                .Where(file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal) && !file.StartsWith("docs/api/", StringComparison.Ordinal))
            : [];

    [GeneratedRegex(@"href: (\S+\.md)", RegexOptions.None, 1000)]
    private static partial Regex Href();

    [GeneratedRegex(@"///.*href=""(https://github\.com/trafficrouting/[^""]*)""", RegexOptions.None, 1000)]
    private static partial Regex Comment();
}

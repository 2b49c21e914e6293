using System.Text.RegularExpressions;
using TrafficRouting.TestKit;

namespace TrafficRouting.Manifests.Tests.Docs;

/// <summary>The tables of fields, held against what the readers say they know: each tells its fields when it is asked for one that it does not have.</summary>
public sealed partial class FieldTableTests
{
    private static readonly string Folder = DocSnippets.Locate("tests/TrafficRouting.Manifests.Tests/Docs/Probes");

    public static TheoryData<string, string> Pages() => new()
    {
        { "istio.yaml", "docs/manifests.md" },
        { "gateway-api.yaml", "docs/manifests-gateway-api.md" },
        { "smi.yaml", "docs/manifests-smi.md" },
        { "apisix.yaml", "docs/manifests-apisix.md" },
    };

    // Whatever the document, and of no consequence to routing.
    private static readonly string[] OfEveryDocument = ["apiVersion", "kind", "metadata", "spec", "status"];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Table_NamesEveryFieldThatTheReadersKnow(string probe, string page)
    {
        var rows = string.Join('\n', File.ReadLines(DocSnippets.Locate(page)).Where(l => l.StartsWith('|')));
        var written = Code().Matches(rows).SelectMany(c => Words().Matches(c.Value)).Select(w => w.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);

        var missing = string.Join(' ', Known(probe).Except(OfEveryDocument, StringComparer.Ordinal).Where(f => !written.Contains(f)).Order(StringComparer.Ordinal));
        Assert.True(missing.Length == 0, $"{page} does not name {missing}");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Table_NamesNoFieldThatTheReadersDoNotKnow(string probe, string page)
    {
        var rows = File.ReadLines(DocSnippets.Locate(page)).Where(l => l.StartsWith("| `", StringComparison.Ordinal)).Select(l => l.Split('|')[1]);
        var known = Known(probe);

        // Kinds and filters begin with a capital, annotations hold a slash.
        var fields = rows.SelectMany(r => Code().Matches(r)).Select(m => m.Value).Where(c => !c.Contains('/', StringComparison.Ordinal))
            .SelectMany(c => Words().Matches(c.Split(':')[0])).Select(w => w.Value).Where(w => char.IsAsciiLetterLower(w[0]));
        var unknown = string.Join(' ', fields.Where(f => !known.Contains(f)).Distinct(StringComparer.Ordinal));
        Assert.True(unknown.Length == 0, $"{page} names {unknown}, which no reader asks for");
    }

    [Fact]
    public void Table_OfAnnotations_NamesThoseThatAreRead()
    {
        const string unknown = """
            apiVersion: v1
            kind: Service
            metadata:
              name: reviews
              annotations:
                api7.cloud/published-service: reviews.example
                api7.cloud/published-nothing: "true"
            """;
        var error = Assert.Single(Imported.From(unknown).Errors, e => e.Contains("is no annotation", StringComparison.Ordinal));
        var read = error[error.IndexOf("Allowed: ", StringComparison.Ordinal)..].Split(' ').Where(word => word.Contains('/', StringComparison.Ordinal)).Select(word => word.TrimEnd(',', '.'));

        var rows = File.ReadLines(DocSnippets.Locate("docs/manifests-smi.md")).Where(l => l.StartsWith("| `", StringComparison.Ordinal)).Select(l => l.Split('|')[1].Trim(' ', '`'));
        Assert.Equal(read.Order(StringComparer.Ordinal), rows.Where(r => r.Contains('/', StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    private static HashSet<string> Known(string probe)
    {
        var errors = Imported.From(File.ReadAllText(Path.Combine(Folder, probe))).Errors;
        var asked = errors.Where(e => e.Contains("is no field of", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(asked);
        return [.. asked.SelectMany(e => Allowed().Match(e).Groups[1].Value.Split(", ", StringSplitOptions.RemoveEmptyEntries))];
    }

    [GeneratedRegex(@"Allowed: ([^.]*)\.", RegexOptions.CultureInvariant, -1)]
    private static partial Regex Allowed();

    [GeneratedRegex("`[^`]+`", RegexOptions.CultureInvariant, -1)]
    private static partial Regex Code();

    [GeneratedRegex("[A-Za-z_][A-Za-z0-9_]*", RegexOptions.CultureInvariant, -1)]
    private static partial Regex Words();
}

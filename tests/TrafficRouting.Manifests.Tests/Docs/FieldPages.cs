using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using TrafficRouting.TestKit;

namespace TrafficRouting.Manifests.Tests.Docs;

/// <summary>The tables of fields in the docs, written from the tables of kinds between markers such as <c>&lt;!-- fields: VirtualService --&gt;</c>.</summary>
internal static partial class FieldPages
{
    // What every object of Kubernetes has is told once, on the page of all documents.
    private static readonly string[] OfEveryObject = ["apiVersion", "kind", "metadata", "status"];

    /// <summary>Holds the tables of a page, or writes them.</summary>
    /// <param name="page">The page, from the repository's root.</param>
    /// <param name="kinds">The tables of the kinds.</param>
    public static void AreCurrent(string page, IReadOnlyDictionary<string, FieldTable> kinds) =>
        GeneratedFile.IsCurrent(page, Block().Replace(Text(page), block =>
            $"<!-- fields: {block.Groups["names"].Value} -->\n\n{Render(Names(block).Select(name => kinds[name]))}<!-- end of fields -->"));

    /// <summary>Gets the kinds whose fields a page has.</summary>
    public static IEnumerable<string> On(string page) => Block().Matches(Text(page)).SelectMany(Names);

    private static string Text(string page) => File.ReadAllText(DocSnippets.Locate(page)).ReplaceLineEndings("\n");

    private static string[] Names(Match block) => block.Groups["names"].Value.Split(", ");

    private static string Render(IEnumerable<FieldTable> kinds)
    {
        var text = new StringBuilder();
        var told = new HashSet<FieldTable>(ReferenceEqualityComparer.Instance);
        foreach (var kind in kinds)
            Render(kind, text, told);
        return text.ToString();
    }

    private static void Render(FieldTable table, StringBuilder text, HashSet<FieldTable> told)
    {
        if (!told.Add(table))
            return;
        var fields = table.Fields.Where(f => !OfEveryObject.Contains(f.Name, StringComparer.Ordinal)).ToList();
        // The specification's fields stand for the kind, where it has no others.
        if (fields is not [{ Name: "spec", Type: not null }])
        {
            text.Append(CultureInfo.InvariantCulture, $"**{table.Name}**\n\n| Field | | |\n|---|---|---|\n");
            foreach (var field in fields)
                text.Append(CultureInfo.InvariantCulture, $"| `{field.Name}` | {field.Verdict.ToString().ToLowerInvariant()} | {Meaning(field)} |\n");
            text.Append('\n');
        }

        foreach (var field in fields.Where(f => f.Type is not null))
            Render(field.Type!, text, told);
    }

    private static string Meaning(Field field)
    {
        var type = field.Type is null ? string.Empty : field.IsMap ? $"{field.Type.Name} by name. " : $"{field.Type.Name}. ";
        var note = field.Note.Length == 0 ? string.Empty : $"{char.ToUpperInvariant(field.Note[0])}{field.Note[1..].TrimEnd('.')}.";
        return $"{type}{note}".Trim();
    }

    [GeneratedRegex("<!-- fields: (?<names>[A-Za-z, ]+) -->\n.*?<!-- end of fields -->", RegexOptions.Singleline, 5000)]
    private static partial Regex Block();
}

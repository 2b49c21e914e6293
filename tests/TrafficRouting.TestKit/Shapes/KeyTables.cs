using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TrafficRouting.TestKit;

/// <summary>The tables of keys in the docs, written from the tables of options between markers such as <c>&lt;!-- keys: route --&gt;</c>.</summary>
internal static partial class KeyTables
{
    private const string End = "<!-- end of keys -->";

    /// <summary>Holds the tables of a page, or writes them.</summary>
    /// <param name="page">The page, from the repository's root.</param>
    /// <param name="shapes">The tables of options.</param>
    public static void AreCurrent(string page, IEnumerable<ObjectShape> shapes)
    {
        var known = shapes.ToDictionary(shape => shape.Name, StringComparer.Ordinal);
        var text = File.ReadAllText(DocSnippets.Locate(page)).ReplaceLineEndings("\n");
        GeneratedFile.IsCurrent(page, Block().Replace(text, block =>
            $"<!-- keys: {block.Groups["names"].Value} -->\n{Render(Names(block).Select(name => known[name]))}{End}"));
    }

    /// <summary>Gets the names of the objects whose keys a page has.</summary>
    public static IEnumerable<string> On(string page) => Block().Matches(File.ReadAllText(DocSnippets.Locate(page)).ReplaceLineEndings("\n")).SelectMany(Names);

    private static string[] Names(Match block) => block.Groups["names"].Value.Split(", ");

    private static string Render(IEnumerable<ObjectShape> shapes)
    {
        var text = new StringBuilder("| Key | Type, range | Default | Meaning |\n|---|---|---|---|\n");
        foreach (var key in shapes.SelectMany(shape => shape.Keys).DistinctBy(key => key.Name))
            text.Append(CultureInfo.InvariantCulture, $"| `{key.Name}` | {Kind(key)} | {Default(key)} | {key.Text} |\n");
        return text.ToString();
    }

    private static string Kind(Key key) => key.Form switch
    {
        KeyForm.Code => "code only",
        KeyForm.Map => $"map of {Plural(Kind(key.Shape!))}",
        KeyForm.List => $"list of {Plural(Kind(key.Shape!))}",
        _ => Kind(key.Shape!),
    };

    private static string Kind(Shape shape) => shape is ScalarShape scalar
        ? scalar.Choices is { } choices ? string.Join(", ", choices.Select(choice => $"`{choice}`"))
        : scalar.Bounds is { } bounds ? $"{scalar.Name}, {bounds.ToString(scalar.ShowBound)}" : scalar.Name
        : Words().Replace(shape.Name, word => " " + word.Value.ToLowerInvariant());

    private static string Plural(string kind) => kind.Contains(',', StringComparison.Ordinal) ? kind : kind + (kind.EndsWith("ch", StringComparison.Ordinal) ? "es" : "s");

    private static string Default(Key key) => key switch
    {
        { Default: null or "" } or { Shape: ObjectShape } => "",
        { Default: bool flag } => flag ? "true" : "false",
        { Default: IFormattable number and (int or long) } => number.ToString("N0", CultureInfo.InvariantCulture),
        _ => $"`{((ScalarShape)key.Shape!).Write(key.Default).ToString()}`",
    };

    [GeneratedRegex("<!-- keys: (?<names>[A-Za-z, ]+) -->\n.*?<!-- end of keys -->", RegexOptions.Singleline, 5000)]
    private static partial Regex Block();

    [GeneratedRegex("(?<=[a-z])[A-Z]", RegexOptions.None, 1000)]
    private static partial Regex Words();
}

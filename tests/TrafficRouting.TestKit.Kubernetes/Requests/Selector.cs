using System.Text.Json.Nodes;

namespace TrafficRouting.TestKit.Kubernetes;

/// <summary>Label and field selectors: <c>a=b</c>, <c>a==b</c>, <c>a!=b</c>, <c>a</c>, <c>!a</c>, <c>a in (b,c)</c>, <c>a notin (b,c)</c>.</summary>
internal sealed class Selector(string? labels, string? fields)
{
    private readonly List<Func<StoredObject, bool>> _terms = [.. Terms(labels, Label), .. Terms(fields, static (o, path) => o.Field(path) ?? "")];

    public bool Takes(StoredObject stored) => _terms.TrueForAll(t => t(stored));

    private static string? Label(StoredObject stored, string name) => (string?)(stored.Content["metadata"]!["labels"] as JsonObject)?[name];

    private static IEnumerable<Func<StoredObject, bool>> Terms(string? text, Func<StoredObject, string, string?> read)
    {
        foreach (var term in Split(text ?? ""))
            yield return Term(term, read);
    }

    private static Func<StoredObject, bool> Term(string term, Func<StoredObject, string, string?> read)
    {
        if (term.Split(" notin ") is [var without, var excluded])
            return o => !Values(excluded).Contains(read(o, without.Trim()));
        if (term.Split(" in ") is [var within, var included])
            return o => Values(included).Contains(read(o, within.Trim()));
        if (term.Split("!=") is [var other, var unwanted])
            return o => read(o, other) != unwanted;
        if (term.Split('=', StringSplitOptions.RemoveEmptyEntries) is [var name, var wanted])
            return o => read(o, name) == wanted;
        return term.StartsWith('!') ? o => read(o, term[1..]) is null : o => read(o, term.TrimEnd('=')) is { } value && (!term.EndsWith('=') || value.Length == 0);
    }

    private static HashSet<string?> Values(string text) => [.. text.Trim().Trim('(', ')').Split(',').Select(v => v.Trim())];

    // Commas within parentheses do not part terms.
    private static IEnumerable<string> Split(string text)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] is ('(' or ')'))
                depth += text[i] == '(' ? 1 : -1;
            if (i < text.Length && (text[i] != ',' || depth > 0))
                continue;
            if (text[start..i].Trim() is { Length: > 0 } term)
                yield return term;
            start = i + 1;
        }
    }
}

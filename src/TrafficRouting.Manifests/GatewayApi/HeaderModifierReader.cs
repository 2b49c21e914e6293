using System.Buffers;

namespace TrafficRouting.Manifests;

/// <summary>Reads a RequestHeaderModifier or ResponseHeaderModifier.</summary>
internal static class HeaderModifierReader
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static HeaderEditOptions Read(Fields modifier)
    {
        var edits = new HeaderEditOptions();
        var edited = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        ReadValues(modifier, "set", edits.Set, edited);
        ReadValues(modifier, "add", edits.Add, edited);
        Limits.Check(modifier, "remove", 16);
        foreach (var name in modifier.Texts("remove"))
        {
            if (IsFree(modifier, "remove", name, edited))
                edits.Remove.Add(name);
        }

        return edits;
    }

    public static bool IsName(string name) => name.Length is > 0 and <= 256 && !name.AsSpan().ContainsAnyExcept(NameCharacters);

    private static void ReadValues(Fields modifier, string action, IDictionary<string, string> edits, HashSet<string> edited)
    {
        Limits.Check(modifier, action, 16);
        foreach (var header in modifier.Maps(action))
        {
            var (name, value) = (header.RequiredText("name"), header.RequiredText("value"));
            if (name is not null && value is not null && IsFree(header, "name", name, edited))
                edits[name] = value;
        }
    }

    private static bool IsFree(Fields fields, string field, string name, HashSet<string> edited)
    {
        if (!IsName(name) || name.Equals("Host", StringComparison.OrdinalIgnoreCase))
            fields.Error(field, $"'{name}' is no name of a header that can be edited here");
        else if (!edited.Add(name))
            fields.Error(field, $"'{name}' has an action already; one header takes one action");
        else
            return true;
        return false;
    }
}

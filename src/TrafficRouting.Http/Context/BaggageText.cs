using System.Text;

namespace TrafficRouting.Http;

/// <summary>The text of a W3C baggage header: reads one item without allocating, unless it is escaped, reads all, and writes all.</summary>
internal static class BaggageText
{
    // What goes beyond is not sent, as .NET sends no more either; the specification asks no more of anybody.
    private const int MaxItems = 64;
    private const int MaxLength = 8192;

    public static void ThrowIfNoName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!HeaderValidator.IsToken(name))
            throw new ArgumentException("Names of baggage items hold letters, digits and !#$%&'*+-.^_`|~.", nameof(name));
    }

    /// <summary>Finds the first item of a name.</summary>
    public static bool TryGetValue(ReadOnlySpan<char> line, ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        foreach (var range in line.Split(','))
        {
            if (!TryRead(line[range], out var key, out value))
                break;
            if (!key.SequenceEqual(name))
                continue;
            if (value.Contains('%'))
                value = Uri.UnescapeDataString(value);
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Reads all items, in order.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Items(string line)
    {
        foreach (var item in line.Split(','))
        {
            if (!TryRead(item, out var key, out var value))
                yield break;
            yield return new(key.ToString(), Uri.UnescapeDataString(value));
        }
    }

    /// <summary>Writes items, of each name the first; leaves out what has no name that can be written.</summary>
    public static string Of(IEnumerable<KeyValuePair<string, string>> items)
    {
        var text = new StringBuilder();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in items)
        {
            if (!HeaderValidator.IsToken(name) || !names.Add(name))
                continue;
            // As .NET writes it, which reads nothing that follows an item without even a space for its value.
            var escaped = value.Length == 0 ? " " : Uri.EscapeDataString(value);
            if (names.Count > MaxItems || text.Length + name.Length + escaped.Length + 2 > MaxLength)
                break;
            text.Append(text.Length == 0 ? "" : ",").Append(name).Append('=').Append(escaped);
        }

        return text.ToString();
    }

    // As .NET reads it: what follows a semicolon is part of the value, and what follows an item that is none is not read.
    private static bool TryRead(ReadOnlySpan<char> item, out ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        var equals = item.IndexOf('=');
        var isItem = equals > 0 && equals < item.Length - 1;
        name = isItem ? item[..equals].Trim() : default;
        value = isItem ? item[(equals + 1)..].Trim() : default;
        return isItem;
    }
}

using System.Buffers;

namespace TrafficRouting;

/// <summary>Reads single cookies out of a Cookie header without allocating, in one walk.</summary>
internal static class CookieHeader
{
    private static readonly SearchValues<char> NameEnds = SearchValues.Create("= \t,\"'{}[]:");

    /// <summary>Finds the first cookie of a name; quotes around a value are part of it.</summary>
    public static bool TryGetValue(ReadOnlySpan<char> header, ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        while (!header.IsEmpty)
        {
            var end = header.IndexOf(';');
            var pairs = end < 0 ? header : header[..end];
            header = end < 0 ? default : header[(end + 1)..];
            if (TryGetInPairs(pairs, name, out value))
                return true;
        }

        value = default;
        return false;
    }

    // Several Cookie headers are joined by a comma; one that no name and '=' follow belongs to the value.
    private static bool TryGetInPairs(ReadOnlySpan<char> pairs, ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        while (!pairs.IsEmpty)
        {
            var end = FindComma(pairs);
            var pair = pairs[..end].Trim();
            pairs = end < pairs.Length ? pairs[(end + 1)..] : default;

            var equals = pair.IndexOf('=');
            if (equals >= 0 && pair[..equals].TrimEnd().SequenceEqual(name))
            {
                value = pair[(equals + 1)..].TrimStart();
                return true;
            }
        }

        value = default;
        return false;
    }

    private static int FindComma(ReadOnlySpan<char> pairs)
    {
        for (var comma = 0; (comma = Next(pairs, comma)) >= 0; comma++)
        {
            var rest = pairs[(comma + 1)..].TrimStart();
            if (rest.IndexOfAny(NameEnds) is > 0 and var name && rest[name] == '=')
                return comma;
        }

        return pairs.Length;
    }

    private static int Next(ReadOnlySpan<char> text, int from) =>
        text[from..].IndexOf(',') is >= 0 and var found ? from + found : -1;
}

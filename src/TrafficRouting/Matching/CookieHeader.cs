using System.Buffers;

namespace TrafficRouting;

/// <summary>Reads single cookies out of a Cookie header without allocating.</summary>
internal static class CookieHeader
{
    private static readonly SearchValues<char> NameEnds = SearchValues.Create("= \t,\"'{}[]:");

    /// <summary>Finds the first cookie of a name; quotes around a value are part of it.</summary>
    public static bool TryGetValue(ReadOnlySpan<char> header, ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        while (!header.IsEmpty)
        {
            var end = FindEnd(header);
            var pair = header[..end].Trim();
            header = end < header.Length ? header[(end + 1)..] : default;

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

    private static int FindEnd(ReadOnlySpan<char> header)
    {
        var end = header.IndexOf(';');
        if (end < 0)
            end = header.Length;

        // Several Cookie headers are joined by a comma; one that no name and '=' follow belongs to the value.
        for (var comma = 0; (comma = Next(header[..end], comma)) >= 0; comma++)
        {
            var rest = header[(comma + 1)..end].TrimStart();
            if (rest.IndexOfAny(NameEnds) is > 0 and var name && rest[name] == '=')
                return comma;
        }

        return end;
    }

    private static int Next(ReadOnlySpan<char> text, int from) =>
        text[from..].IndexOf(',') is >= 0 and var found ? from + found : -1;
}

namespace TrafficRouting.Matching;

/// <summary>Reads single cookies out of a Cookie header without allocating.</summary>
internal static class CookieHeader
{
    public static bool TryGetValue(ReadOnlySpan<char> header, ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        while (!header.IsEmpty)
        {
            // A comma too, because several Cookie headers are joined by one.
            var end = header.IndexOfAny(';', ',');
            var pair = (end < 0 ? header : header[..end]).Trim();
            header = end < 0 ? default : header[(end + 1)..];

            var equals = pair.IndexOf('=');
            if (equals >= 0 && pair[..equals].SequenceEqual(name))
            {
                value = pair[(equals + 1)..];
                return true;
            }
        }

        value = default;
        return false;
    }
}

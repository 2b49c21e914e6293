namespace TrafficRouting;

/// <summary>Reads single parameters out of an escaped query without allocating.</summary>
internal static class QueryString
{
    /// <summary>
    /// Finds the first parameter of a name, which may be escaped in the query; the value comes back as it stands, still
    /// escaped. A parameter without '=' has an empty value.
    /// </summary>
    public static bool TryGetValue(ReadOnlySpan<char> query, ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        while (!query.IsEmpty)
        {
            var end = query.IndexOf('&');
            var pair = end < 0 ? query : query[..end];
            query = end < 0 ? default : query[(end + 1)..];

            var equals = pair.IndexOf('=');
            // Between two '&' stands nothing, not a parameter with an empty name.
            if (!pair.IsEmpty && IsName(equals < 0 ? pair : pair[..equals], name))
            {
                value = equals < 0 ? default : pair[(equals + 1)..];
                return true;
            }
        }

        value = default;
        return false;
    }

    private static bool IsName(ReadOnlySpan<char> escaped, ReadOnlySpan<char> name) =>
        escaped.SequenceEqual(name) || (PercentEncoding.IsEscaped(escaped) && PercentEncoding.Equals(escaped, name));
}

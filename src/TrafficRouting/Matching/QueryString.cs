namespace TrafficRouting.Matching;

/// <summary>Reads single parameters out of an escaped query without allocating.</summary>
internal static class QueryString
{
    /// <summary>Finds the first parameter of a name; the value comes back as it stands, still escaped.</summary>
    public static bool TryGetValue(ReadOnlySpan<char> query, ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        while (!query.IsEmpty)
        {
            var end = query.IndexOf('&');
            var pair = end < 0 ? query : query[..end];
            query = end < 0 ? default : query[(end + 1)..];

            var equals = pair.IndexOf('=');
            if ((equals < 0 ? pair : pair[..equals]).SequenceEqual(name))
            {
                value = equals < 0 ? default : pair[(equals + 1)..];
                return true;
            }
        }

        value = default;
        return false;
    }
}

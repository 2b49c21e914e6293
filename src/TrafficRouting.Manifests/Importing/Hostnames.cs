namespace TrafficRouting.Manifests;

/// <summary>The rules of hostnames: <c>*.example.com</c> stands for every name that ends so, however deep.</summary>
internal static class Hostnames
{
    public const string Any = "*";

    /// <summary>Tells whether every name that <paramref name="narrow"/> stands for is one of <paramref name="broad"/>.</summary>
    public static bool Covers(string broad, string narrow) =>
        broad is Any || broad == narrow || (broad.StartsWith("*.", StringComparison.Ordinal) && narrow.EndsWith(broad[1..], StringComparison.Ordinal));

    /// <summary>Gets the wildcards that take a name, itself left out, the narrowest first.</summary>
    public static IEnumerable<string> Broader(string host)
    {
        for (var dot = host.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = host.IndexOf('.', dot + 1))
        {
            if ($"*{host[dot..]}" is var wildcard && wildcard != host)
                yield return wildcard;
        }

        if (host is not Any)
            yield return Any;
    }

    /// <summary>Gets the names that a listener and a route have in common.</summary>
    public static IEnumerable<string> Intersect(string listener, IReadOnlyCollection<string> route)
    {
        foreach (var host in route.DefaultIfEmpty(Any))
        {
            if (Covers(listener, host))
                yield return host;
            else if (Covers(host, listener))
                yield return listener;
        }
    }
}

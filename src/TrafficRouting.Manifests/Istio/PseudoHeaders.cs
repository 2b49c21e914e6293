namespace TrafficRouting.Manifests;

/// <summary>Header conditions that ask for what no header carries: the method, the scheme, and the host that is called.</summary>
internal static class PseudoHeaders
{
    public static bool Is(string name) => name is ":method" or ":scheme" || IsAuthority(name);

    /// <summary>Adds a condition as a match of its own, since the field of the same meaning may have one as well.</summary>
    public static void Add(IList<MatchOptions> matches, Fields headers, string name, StringConditionOptions condition)
    {
        // All of them are always present.
        if (condition.Present is not null)
            return;
        var match = headers.Locate(new MatchOptions());
        if (name is ":method")
            match.Method = condition;
        else if (name is ":scheme")
            match.Scheme = condition;
        else
            SetAuthority(match, condition);
        matches.Add(match);
    }

    /// <summary>Sets the condition on the host, which is compared without its port: an exact one that names a port asks for both.</summary>
    public static void SetAuthority(MatchOptions match, StringConditionOptions condition)
    {
        if (condition.Exact is { } exact && HostAndPort.TrySplit(exact, out var host, out var port))
        {
            condition.Exact = host;
            match.Port ??= port;
        }

        condition.IgnoreCase = true;
        match.Host = condition;
    }

    private static bool IsAuthority(string name) => name is ":authority" || name.Equals("host", StringComparison.OrdinalIgnoreCase);
}

namespace TrafficRouting;

/// <summary>Writes a match in code.</summary>
public static class MatchOptionsExtensions
{
    /// <summary>Takes requests to exactly this path.</summary>
    /// <param name="match">The match.</param>
    /// <param name="path">The escaped path, without query.</param>
    /// <returns>The same match.</returns>
    public static MatchOptions WithPath(this MatchOptions match, string path)
    {
        ArgumentNullException.ThrowIfNull(match);

        match.Path = new() { Exact = path };
        return match;
    }

    /// <summary>Takes requests to this path and to those below it, by whole segments.</summary>
    /// <param name="match">The match.</param>
    /// <param name="prefix">The escaped path, without query.</param>
    /// <returns>The same match.</returns>
    public static MatchOptions WithPathPrefix(this MatchOptions match, string prefix)
    {
        ArgumentNullException.ThrowIfNull(match);

        match.Path = new() { PathPrefix = prefix };
        return match;
    }

    /// <summary>Takes requests of this method.</summary>
    /// <param name="match">The match.</param>
    /// <param name="method">The method, such as <c>GET</c>; case-sensitive.</param>
    /// <returns>The same match.</returns>
    public static MatchOptions WithMethod(this MatchOptions match, string method)
    {
        ArgumentNullException.ThrowIfNull(match);

        match.Method = new() { Exact = method };
        return match;
    }

    /// <summary>Takes requests with exactly this value of a header.</summary>
    /// <param name="match">The match.</param>
    /// <param name="name">The name of the header.</param>
    /// <param name="value">The value.</param>
    /// <returns>The same match.</returns>
    public static MatchOptions WithHeader(this MatchOptions match, string name, string value) =>
        match.WithHeader(name, condition => condition.Exact = value);

    /// <summary>Takes requests with a header that fulfils a condition.</summary>
    /// <param name="match">The match.</param>
    /// <param name="name">The name of the header.</param>
    /// <param name="configure">Gives the condition.</param>
    /// <returns>The same match.</returns>
    public static MatchOptions WithHeader(this MatchOptions match, string name, Action<StringConditionOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(match);
        ArgumentNullException.ThrowIfNull(configure);

        configure(match.Headers.GetOrAdd(name));
        return match;
    }

    /// <summary>Takes requests with exactly this value of a query parameter.</summary>
    /// <param name="match">The match.</param>
    /// <param name="name">The name of the parameter; case-sensitive.</param>
    /// <param name="value">The value, not escaped.</param>
    /// <returns>The same match.</returns>
    public static MatchOptions WithQuery(this MatchOptions match, string name, string value)
    {
        ArgumentNullException.ThrowIfNull(match);

        match.Query.GetOrAdd(name).Exact = value;
        return match;
    }

    /// <summary>Takes requests with exactly this string in their options.</summary>
    /// <param name="match">The match.</param>
    /// <param name="key">The key; case-sensitive.</param>
    /// <param name="value">The value.</param>
    /// <returns>The same match.</returns>
    public static MatchOptions WithProperty(this MatchOptions match, string key, string value)
    {
        ArgumentNullException.ThrowIfNull(match);

        match.Properties.GetOrAdd(key).Exact = value;
        return match;
    }

    /// <summary>Takes requests that leave with exactly this value of an item of their baggage.</summary>
    /// <param name="match">The match.</param>
    /// <param name="name">The name of the item; case-sensitive.</param>
    /// <param name="value">The value, not escaped.</param>
    /// <returns>The same match.</returns>
    public static MatchOptions WithBaggage(this MatchOptions match, string name, string value)
    {
        ArgumentNullException.ThrowIfNull(match);

        match.Baggage.GetOrAdd(name).Exact = value;
        return match;
    }

    /// <summary>Takes requests with exactly this value of a cookie.</summary>
    /// <param name="match">The match.</param>
    /// <param name="name">The name of the cookie; case-sensitive.</param>
    /// <param name="value">The value.</param>
    /// <returns>The same match.</returns>
    public static MatchOptions WithCookie(this MatchOptions match, string name, string value)
    {
        ArgumentNullException.ThrowIfNull(match);

        match.Cookies.GetOrAdd(name).Exact = value;
        return match;
    }
}

namespace TrafficRouting;

/// <summary>Conditions on a request, all of which must hold.</summary>
/// <seealso href="https://github.com/trafficrouting/trafficrouting/blob/main/docs/matching.md">Matching in the documentation</seealso>
public sealed class MatchOptions
{
    /// <summary>Gets or sets the condition on the path, compared in its escaped form, without query.</summary>
    public PathConditionOptions? Path { get; set; }

    /// <summary>Gets or sets the condition on the method; case-sensitive.</summary>
    public StringConditionOptions? Method { get; set; }

    /// <summary>Gets or sets the condition on the URI scheme.</summary>
    public StringConditionOptions? Scheme { get; set; }

    /// <summary>Gets or sets the condition on the host, without port.</summary>
    public StringConditionOptions? Host { get; set; }

    /// <summary>Gets or sets the port, 1 to 65535.</summary>
    public int? Port { get; set; }

    /// <summary>Gets the conditions on headers by name; names are case-insensitive, several values are joined with a comma.</summary>
    public IDictionary<string, StringConditionOptions> Headers { get; } =
        new Dictionary<string, StringConditionOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the conditions on query parameters by name; names are case-sensitive, the first value counts, percent-decoded once.</summary>
    public IDictionary<string, StringConditionOptions> Query { get; } =
        new Dictionary<string, StringConditionOptions>(StringComparer.Ordinal);

    /// <summary>Gets the conditions on cookies of the Cookie header by name; names are case-sensitive, the first value counts.</summary>
    public IDictionary<string, StringConditionOptions> Cookies { get; } =
        new Dictionary<string, StringConditionOptions>(StringComparer.Ordinal);

    /// <summary>Gets the conditions on strings in the request's options by key; keys are case-sensitive.</summary>
    public IDictionary<string, StringConditionOptions> Properties { get; } =
        new Dictionary<string, StringConditionOptions>(StringComparer.Ordinal);

    /// <summary>Gets the conditions on items of the baggage that the request leaves with, by name; names are case-sensitive, values decoded.</summary>
    public IDictionary<string, StringConditionOptions> Baggage { get; } =
        new Dictionary<string, StringConditionOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets a condition in code, evaluated after the others; null for none. Only code can set it.</summary>
    public RequestPredicate? Predicate { get; set; }

    /// <summary>Gets nested matches that must all hold.</summary>
    public IList<MatchOptions> AllOf { get; } = [];

    /// <summary>Gets nested matches of which one must hold; no condition when empty.</summary>
    public IList<MatchOptions> AnyOf { get; } = [];

    /// <summary>Gets nested matches of which none may hold.</summary>
    public IList<MatchOptions> NoneOf { get; } = [];

    internal static ObjectShape<MatchOptions> Shape { get; } = new ObjectShape<MatchOptions>("match", "Conditions on a request, all of which must hold.")
        .Value("Path", PathConditionOptions.Shape, o => o.Path, (o, v) => o.Path = (PathConditionOptions?)v, "The path in its escaped form, without query; case-sensitive. Paths begin with a slash and are written escaped (`/a%20b`); `%2F` is not `/`.")
        .Value("Method", StringConditionOptions.Shape, o => o.Method, (o, v) => o.Method = (StringConditionOptions?)v, "The method as it is sent; case-sensitive. HttpClient sends the known ones in capitals, however they were made.")
        .Value("Scheme", StringConditionOptions.Shape, o => o.Scheme, (o, v) => o.Scheme = (StringConditionOptions?)v, "The URI's scheme, in any case.")
        .Value("Host", StringConditionOptions.Shape, o => o.Host, (o, v) => o.Host = (StringConditionOptions?)v, "The host that is called, without port, in any case: the Host header where there is one, else the URI's, unless the section says otherwise.")
        .Value("Port", Scalars.Port, o => o.Port, (o, v) => o.Port = (int?)v, "The URI's port.")
        .Map("Headers", StringConditionOptions.Shape, Scalars.FilledText, o => o.Headers, "By name, in any case; the one line that is sent: several values are joined with `, `, those of `User-Agent` with a space. `Host` is there always.")
        .Map("Query", StringConditionOptions.Shape, Scalars.FilledText, o => o.Query, "By name, case-sensitive; the first value counts, name and value percent-decoded once as UTF-8.")
        .Map("Cookies", StringConditionOptions.Shape, Scalars.FilledText, o => o.Cookies, "By name, case-sensitive; the first cookie of that name counts, quotes are part of the value.")
        .Map("Properties", StringConditionOptions.Shape, Scalars.FilledText, o => o.Properties, "By key, case-sensitive: strings that the application put into the options of the request (`HttpRequestMessage.Options`).")
        .Map("Baggage", StringConditionOptions.Shape, Scalars.Token, o => o.Baggage, "By name, case-sensitive; values decoded: the W3C baggage that the request leaves with, which .NET carries from hop to hop.")
        .Code("Predicate", o => o.Predicate, (o, v) => o.Predicate = (RequestPredicate?)v, "A condition in code.")
        .List("AllOf", () => Shape!, o => o.AllOf, "All must hold.")
        .List("AnyOf", () => Shape!, o => o.AnyOf, "One must hold.")
        .List("NoneOf", () => Shape!, o => o.NoneOf, "None may hold.");
}

namespace TrafficRouting;

/// <summary>What identifies a caller for sticky selection; exactly one of header, cookie, query, property and baggage is set. Without a value the choice is random.</summary>
/// <seealso href="https://github.com/trafficrouting/trafficrouting/blob/main/docs/how-to/sticky.md">Sticky in the documentation</seealso>
public sealed class StickyOptions
{
    /// <summary>Gets or sets the header whose value identifies the caller.</summary>
    public string? Header { get; set; }

    /// <summary>Gets or sets the cookie of the Cookie header whose value identifies the caller.</summary>
    public string? Cookie { get; set; }

    /// <summary>Gets or sets the query parameter whose value identifies the caller.</summary>
    public string? Query { get; set; }

    /// <summary>Gets or sets the key of a string in the request's options that identifies the caller.</summary>
    public string? Property { get; set; }

    /// <summary>Gets or sets the item of the baggage that the request leaves with whose value identifies the caller.</summary>
    public string? Baggage { get; set; }

    /// <summary>
    /// Gets or sets what else the choice depends on. Routes with the same salt, backends and weights choose alike for a caller, others independently.
    /// </summary>
    /// <value>The default is <see langword="null"/>: the names of the service and the route, or of the backend.</value>
    public string? Salt { get; set; }

    /// <summary>Gets or sets what identifies the caller where this one finds no value; its own salt is ignored.</summary>
    public StickyOptions? Fallback { get; set; }

    internal static ObjectShape<StickyOptions> Shape { get; } = new ObjectShape<StickyOptions>("sticky", "What identifies a caller; exactly one of the five is set. A caller without a value is sent at random.")
        .Value("Header", Scalars.Token, o => o.Header, (o, v) => o.Header = (string?)v, "The header whose value identifies the caller.")
        .Value("Cookie", Scalars.Token, o => o.Cookie, (o, v) => o.Cookie = (string?)v, "The cookie whose value identifies the caller.")
        .Value("Query", Scalars.FilledText, o => o.Query, (o, v) => o.Query = (string?)v, "The query parameter whose value identifies the caller.")
        .Value("Property", Scalars.FilledText, o => o.Property, (o, v) => o.Property = (string?)v, "The key of a string in the request's options that identifies the caller.")
        .Value("Baggage", Scalars.Token, o => o.Baggage, (o, v) => o.Baggage = (string?)v, "The item of the request's baggage whose value identifies the caller, in every service of a chain alike.")
        .Value("Salt", Scalars.FilledText, o => o.Salt, (o, v) => o.Salt = (string?)v, "What else the choice depends on; the names of the service and the route, or of the backend, when not set.")
        .Value("Fallback", () => Shape!, o => o.Fallback, (o, v) => o.Fallback = (StickyOptions?)v, "What identifies a caller without a value.")
        .OneOf("Header", "Cookie", "Query", "Property", "Baggage");
}

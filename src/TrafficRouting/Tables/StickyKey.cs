namespace TrafficRouting;

/// <summary>Where the key of a sticky selection is read from.</summary>
internal sealed record StickyKey
{
    private readonly StickyKeySource _source;
    private readonly StickyKey? _fallback;

    private StickyKey(StickyKeySource source, string name, StickyOptions? fallback)
    {
        _source = source;
        Name = name;
        _fallback = From(fallback);
    }

    /// <summary>Gets the name of the header, cookie, query parameter, option or item of the baggage.</summary>
    public string Name { get; }

    /// <summary>Reads the key of a request; empty when it has none.</summary>
    /// <typeparam name="TRequest">The view of the request.</typeparam>
    /// <param name="request">The request.</param>
    public ReadOnlySpan<char> Read<TRequest>(in TRequest request)
        where TRequest : struct, IRoutableRequest
    {
        ReadOnlySpan<char> value;
        switch (_source)
        {
            case StickyKeySource.Header:
                request.TryGetHeader(Name, out value);
                break;
            case StickyKeySource.Cookie:
                request.TryGetHeader("Cookie", out var cookies);
                CookieHeader.TryGetValue(cookies, Name, out value);
                break;
            case StickyKeySource.Query:
                QueryString.TryGetValue(request.Query, Name, out value);
                // Escaped or not, it is the same caller; only an escaped value costs a string.
                if (PercentEncoding.IsEscaped(value))
                    value = Uri.UnescapeDataString(value);
                break;
            case StickyKeySource.Baggage:
                request.TryGetBaggage(Name, out value);
                break;
            default:
                request.TryGetProperty(Name, out value);
                break;
        }

        return value.IsEmpty && _fallback is not null ? _fallback.Read(in request) : value;
    }

    internal static StickyKey? From(StickyOptions? options) => options switch
    {
        null => null,
        { Header: { } header } => new(StickyKeySource.Header, header, options.Fallback),
        { Cookie: { } cookie } => new(StickyKeySource.Cookie, cookie, options.Fallback),
        { Query: { } query } => new(StickyKeySource.Query, query, options.Fallback),
        { Property: { } property } => new(StickyKeySource.Property, property, options.Fallback),
        { Baggage: { } baggage } => new(StickyKeySource.Baggage, baggage, options.Fallback),
        _ => null,
    };
}

namespace TrafficRouting;

/// <summary>One value of a request: a part of its own, or a named header, query parameter, cookie, option or item of its baggage.</summary>
internal readonly record struct RequestField(RequestFieldKind Kind, string Name = "")
{
    private static readonly string[] SecretNames = ["AUTH", "COOKIE", "KEY", "TOKEN", "SECRET", "PASSWORD", "SESSION"];

    /// <summary>Gets a value indicating whether the value comes percent-encoded and is compared decoded.</summary>
    public bool IsEscaped => Kind == RequestFieldKind.Query;

    /// <summary>Gets a value indicating whether the value may be shown to a person; headers, cookies, query values, options and baggage may be secret.</summary>
    public bool IsPrintable => Kind < RequestFieldKind.Header;

    /// <summary>Gets a value indicating whether even the configured value is not to be shown, by its name.</summary>
    public bool IsSecret => !IsPrintable && Array.Exists(SecretNames, Name.ToUpperInvariant().Contains);

    public bool TryRead<TRequest>(in TRequest request, out ReadOnlySpan<char> value)
        where TRequest : struct, IRoutableRequest
    {
        switch (Kind)
        {
            case RequestFieldKind.Header:
                return request.TryGetHeader(Name, out value);
            case RequestFieldKind.Query:
                return QueryString.TryGetValue(request.Query, Name, out value);
            case RequestFieldKind.Cookie:
                request.TryGetHeader("Cookie", out var cookies);
                return CookieHeader.TryGetValue(cookies, Name, out value);
            case RequestFieldKind.Property:
                return request.TryGetProperty(Name, out value);
            case RequestFieldKind.Baggage:
                return request.TryGetBaggage(Name, out value);
            case RequestFieldKind.Path:
                value = request.Path;
                return true;
            case RequestFieldKind.Method:
                value = request.Method;
                return true;
            case RequestFieldKind.Scheme:
                value = request.Scheme;
                return true;
            default:
                value = request.Host;
                return true;
        }
    }

    public override string ToString() => Kind switch
    {
        RequestFieldKind.Header => $"header '{Name}'",
        RequestFieldKind.Query => $"query '{Name}'",
        RequestFieldKind.Cookie => $"cookie '{Name}'",
        RequestFieldKind.Property => $"option '{Name}'",
        RequestFieldKind.Baggage => $"baggage '{Name}'",
        RequestFieldKind.Path => "path",
        RequestFieldKind.Method => "method",
        RequestFieldKind.Scheme => "scheme",
        _ => "host",
    };
}

namespace TrafficRouting.TestKit;

/// <summary>A request to decide on, made of plain strings; each part can also be set to what no URI would hold.</summary>
public readonly struct TestRequest : IRoutableRequest
{
    private readonly (string Name, string Value)[] _headers;

    public TestRequest(string method, string url, params (string Name, string Value)[] headers)
    {
        var uri = new Uri(url);
        RawMethod = method;
        RawScheme = uri.Scheme;
        RawHost = uri.IdnHost;
        Port = uri.Port;
        RawPath = uri.AbsolutePath;
        RawQuery = uri.Query.TrimStart('?');
        _headers = headers;
    }

    public string RawMethod { get; init; }

    public string RawScheme { get; init; }

    public string RawHost { get; init; }

    public string RawPath { get; init; }

    public string RawQuery { get; init; }

    public int Port { get; init; }

    /// <summary>Gets what predicates in code are given.</summary>
    public object? Message { get; init; }

    /// <summary>Gets what the application attached to the request.</summary>
    public IReadOnlyDictionary<string, string>? Properties { get; init; }

    /// <summary>Gets the baggage that it leaves with.</summary>
    public IReadOnlyDictionary<string, string>? Baggage { get; init; }

    public ReadOnlySpan<char> Method => RawMethod;

    public ReadOnlySpan<char> Scheme => RawScheme;

    public ReadOnlySpan<char> Host => RawHost;

    public ReadOnlySpan<char> Path => RawPath;

    public ReadOnlySpan<char> Query => RawQuery;

    public bool TryGetHeader(string name, out ReadOnlySpan<char> value)
    {
        string? joined = null;
        foreach (var (key, text) in _headers)
        {
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
                joined = joined is null ? text : $"{joined}, {text}";
        }

        value = joined;
        return joined is not null;
    }

    public bool TryGetProperty(string key, out ReadOnlySpan<char> value)
    {
        var found = Properties?.GetValueOrDefault(key);
        value = found;
        return found is not null;
    }

    public bool TryGetBaggage(string name, out ReadOnlySpan<char> value)
    {
        var found = Baggage?.GetValueOrDefault(name);
        value = found;
        return found is not null;
    }

    public override string ToString() => $"{RawMethod} {RawScheme}://{RawHost}:{Port}{RawPath}?{RawQuery} {string.Join(' ', _headers)}";
}

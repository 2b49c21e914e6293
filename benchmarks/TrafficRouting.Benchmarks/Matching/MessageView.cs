namespace TrafficRouting.Benchmarks.Matching;

/// <summary>Reads a request as the handler does: headers without validating them, the URI's own strings.</summary>
internal readonly struct MessageView(HttpRequestMessage request) : IRoutableRequest
{
    private readonly HttpRequestMessage _request = request;

    public ReadOnlySpan<char> Method => _request.Method.Method;

    public ReadOnlySpan<char> Scheme => _request.RequestUri!.Scheme;

    public ReadOnlySpan<char> Host => _request.RequestUri!.IdnHost;

    public int Port => _request.RequestUri!.Port;

    public object Message => _request;

    public ReadOnlySpan<char> Path => _request.RequestUri!.AbsolutePath;

    public ReadOnlySpan<char> Query => _request.RequestUri!.Query.AsSpan().TrimStart('?');

    public bool TryGetHeader(string name, out ReadOnlySpan<char> value)
    {
        if (_request.Headers.NonValidated.TryGetValues(name, out var values))
        {
            value = values.ToString();
            return true;
        }

        value = default;
        return false;
    }

    public bool TryGetBaggage(string name, out ReadOnlySpan<char> value)
    {
        value = default;
        return false;
    }

    public bool TryGetProperty(string key, out ReadOnlySpan<char> value)
    {
        value = default;
        return false;
    }
}

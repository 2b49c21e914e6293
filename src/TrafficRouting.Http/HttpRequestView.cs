using System.Net.Http.Headers;

namespace TrafficRouting.Http;

/// <summary>What routing reads of an <see cref="HttpRequestMessage"/>, without allocating where the message allows it.</summary>
public readonly struct HttpRequestView : IRoutableRequest
{
    private readonly HttpRequestMessage _request;
    private readonly Uri? _uri;
    private readonly PlainUri _plain;
    private readonly string? _hostHeader;

    /// <summary>Initializes a view of a request as it stands now.</summary>
    /// <param name="request">The request.</param>
    public HttpRequestView(HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        _request = request;
        if (request.RequestUri is { IsAbsoluteUri: true } uri)
        {
            _uri = uri;
            _plain = PlainUri.Of(uri.OriginalString);
        }

        // Found by a search through all headers, so looked for once.
        _hostHeader = request.Headers.Host;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<char> Method => _request.Method.Method;

    /// <inheritdoc/>
    public ReadOnlySpan<char> Scheme => _uri is null ? default : _uri.Scheme;

    /// <inheritdoc/>
    public ReadOnlySpan<char> Host => !string.IsNullOrEmpty(_hostHeader) ? HostText.WithoutPort(_hostHeader) : UriHost();

    /// <inheritdoc/>
    public int Port => _uri?.Port ?? -1;

    /// <inheritdoc/>
    public ReadOnlySpan<char> Path => _uri is null ? default : _plain.PathOf(_uri);

    /// <inheritdoc/>
    public ReadOnlySpan<char> Query => _uri is null ? default : _plain.QueryOf(_uri);

    /// <inheritdoc/>
    public object Message => _request;

    /// <summary>Gets the Host header that the caller set, or null.</summary>
    internal string? HostHeader => _hostHeader;

    /// <inheritdoc/>
    public bool TryGetHeader(string name, out ReadOnlySpan<char> value)
    {
        if (_request.Headers.NonValidated.TryGetValues(name, out var values)
            || (_request.Content is { } content && content.Headers.NonValidated.TryGetValues(name, out values)))
        {
            value = values.Count == 1 ? values.ToString() : Join(name, values);
            return true;
        }

        value = default;
        return false;
    }

    /// <inheritdoc/>
    public bool TryGetProperty(string key, out ReadOnlySpan<char> value)
    {
        var found = _request.Options.TryGetValue(new HttpRequestOptionsKey<string>(key), out var text);
        value = text;
        return found;
    }

    private static string Join(string name, HeaderStringValues values) =>
        // These two are split by other separators than the comma.
        name.Equals("Cookie", StringComparison.OrdinalIgnoreCase) || name.Equals("User-Agent", StringComparison.OrdinalIgnoreCase)
            ? values.ToString()
            : string.Join(',', values);

    private ReadOnlySpan<char> UriHost()
    {
        var plain = _plain.Host;
        return plain.IsEmpty && _uri is not null ? HostText.WithoutPort(IdnHost(_uri)) : plain;
    }

    private static string? IdnHost(Uri uri)
    {
        try
        {
            return uri.IdnHost;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }
}

using System.Net.Http.Headers;

namespace TrafficRouting.Http;

/// <summary>What routing reads of an <see cref="HttpRequestMessage"/>, without allocating where the message allows it.</summary>
public readonly struct HttpRequestView : IRoutableRequest
{
    private readonly HttpRequestMessage _request;
    private readonly Uri? _uri;
    private readonly PlainUri _plain;
    private readonly string? _hostHeader;
    private readonly HostSource _host;

    /// <summary>Initializes a view of a request as it stands now.</summary>
    /// <param name="request">The request.</param>
    /// <param name="host">Which of its hosts is read, as <see cref="TrafficRoutingOptions.Host"/> of the table says.</param>
    public HttpRequestView(HttpRequestMessage request, HostSource host = HostSource.Header)
        : this(request, host, PlainUri.Of(request), HostLine.Exists(request))
    {
    }

    // Whether there is a Host header is found by a search through all headers, so looked for once.
    internal HttpRequestView(HttpRequestMessage request, HostSource host, PlainUri plain, bool hasHostLine)
    {
        _request = request;
        _host = host;
        _uri = request.RequestUri is { IsAbsoluteUri: true } uri ? uri : null;
        _plain = plain;
        HasHostLine = hasHostLine;
        if (hasHostLine)
            _hostHeader = request.Headers.Host;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<char> Method => SentMethod.Of(_request.Method);

    /// <inheritdoc/>
    public ReadOnlySpan<char> Scheme => _uri is null ? default : _uri.Scheme;

    /// <inheritdoc/>
    public ReadOnlySpan<char> Host => CalledByHeader is { } header ? HostText.WithoutPort(header) : UriHost();

    /// <inheritdoc/>
    public int Port => _uri?.Port ?? -1;

    /// <inheritdoc/>
    public ReadOnlySpan<char> Path => _uri is null ? default : _plain.PathOf(_uri);

    /// <inheritdoc/>
    public ReadOnlySpan<char> Query => _uri is null ? default : _plain.QueryOf(_uri);

    /// <inheritdoc/>
    public object Message => _request;

    /// <summary>Gets what could be read out of the URI's text.</summary>
    internal PlainUri Plain => _plain;

    /// <summary>Gets a value indicating whether the caller set a Host header, if one that is no host.</summary>
    internal bool HasHostLine { get; }

    /// <summary>Gets the Host header that the caller set, or null.</summary>
    internal string? HostHeader => _hostHeader;

    /// <summary>Gets that header where it is what the request is called by, else null.</summary>
    internal string? CalledByHeader => _host == HostSource.Header && !string.IsNullOrEmpty(_hostHeader) ? _hostHeader : null;

    internal HttpRequestMessage Request => _request;

    /// <inheritdoc/>
    public bool TryGetHeader(string name, out ReadOnlySpan<char> value)
    {
        // Sent with every request, whether or not the caller set it.
        if (name.Equals(HostLine.Name, StringComparison.OrdinalIgnoreCase))
        {
            value = CalledByHeader is { } header ? header : Authority();
            return !value.IsEmpty;
        }

        HeaderStringValues ofContent = default;
        var inContent = _request.Content is { } content && content.Headers.NonValidated.TryGetValues(name, out ofContent);
        var inMessage = _request.Headers.NonValidated.TryGetValues(name, out var ofMessage);
        value = inMessage && inContent ? $"{Line(ofMessage)}, {Line(ofContent)}" : Line(inContent ? ofContent : ofMessage);
        return inMessage || inContent;
    }

    /// <inheritdoc/>
    public bool TryGetProperty(string key, out ReadOnlySpan<char> value)
    {
        var found = _request.Options.TryGetValue(new HttpRequestOptionsKey<string>(key), out var text);
        value = text;
        return found;
    }

    /// <inheritdoc/>
    public bool TryGetBaggage(string name, out ReadOnlySpan<char> value) =>
        RequestBaggage.TryGet(_request, MessageHeaders.MayExist(_request), name, out value);

    // White space around a line is no part of it, and a server cuts it off.
    private static ReadOnlySpan<char> Line(HeaderStringValues values) => values.ToString().AsSpan().Trim(" \t");

    private ReadOnlySpan<char> UriHost()
    {
        var plain = _plain.Host;
        return plain.IsEmpty && _uri is not null ? Ask(_uri, HostText.Of) : plain;
    }

    private ReadOnlySpan<char> Authority()
    {
        if (_uri is null)
            return default;
        return _uri.IsDefaultPort && _plain.Host is { IsEmpty: false } host ? host : Ask(_uri, static uri => HostText.Authority(uri));
    }

    private static ReadOnlySpan<char> Ask(Uri uri, Func<Uri, ReadOnlySpan<char>> question)
    {
        try
        {
            return question(uri);
        }
        catch (UriFormatException)
        {
            return default;
        }
    }
}

namespace TrafficRouting.Benchmarks.Calls;

/// <summary>A client in front of a primary that only reads the URI, and what it calls in turn.</summary>
/// <param name="answering">When the primary answers.</param>
/// <param name="uris">The URIs.</param>
/// <param name="handler">Makes what stands between client and primary; nothing does by default.</param>
/// <param name="tenants">How many values of the header <c>x-tenant</c> are sent in turn; 0 for no header at all.</param>
internal sealed class Caller(Answering answering, string[] uris, Func<HttpMessageHandler, HttpMessageHandler>? handler = null, int tenants = 0) : IDisposable
{
    private readonly AnsweringPrimary _primary = new(answering);
    private readonly string[] _tenants = [.. Enumerable.Range(0, tenants).Select(i => $"tenant-{(tenants == 0 ? 0 : i * 389 % tenants)}")];
    private HttpClient? _client;
    private int _uri;
    private int _tenant;

    public static Caller To(Answering answering, string[] uris, Func<HttpMessageHandler, HttpMessageHandler>? handler = null, int tenants = 0) =>
        new(answering, uris, handler, tenants);

    /// <summary>Makes calls that are not measured, such as to fill what remembers URIs with others.</summary>
    public Caller After(IEnumerable<string> calls)
    {
        foreach (var uri in calls)
            Call(uri);
        return this;
    }

    public HttpResponseMessage Call() => Call(uris[_uri = _uri + 1 < uris.Length ? _uri + 1 : 0]);

    public void Dispose() => _client?.Dispose();

    private HttpResponseMessage Call(string uri)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, uri);
        if (_tenants.Length > 0)
            request.Headers.TryAddWithoutValidation("x-tenant", _tenants[_tenant = _tenant + 1 < _tenants.Length ? _tenant + 1 : 0]);
        var call = (_client ??= new(handler?.Invoke(_primary) ?? _primary)).SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        _primary.Answer(call);
        return call.GetAwaiter().GetResult();
    }
}

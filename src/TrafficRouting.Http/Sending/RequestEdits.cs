namespace TrafficRouting.Http;

/// <summary>The edits of a request and what they replaced.</summary>
internal struct RequestEdits(string? callerHost)
{
    private Uri? _callerUri;
    private Uri? _sentUri;
    private HeaderUndo? _headers;
    private Version? _callerVersion;
    private HttpVersionPolicy _callerVersionPolicy;

    /// <summary>Gets the Host header that the caller set, or null.</summary>
    public string? CallerHost { get; } = callerHost;

    public void Begin(HttpRequestMessage request) => _callerUri = request.RequestUri;

    public void Headers(HttpRequestMessage request, HeaderEdits? edits) => HeaderEditor.Apply(edits, request, ref _headers);

    public void Address(HttpRequestMessage request, RouteDecision decision, Endpoint endpoint, RewriteCache rewrites) =>
        request.RequestUri = _sentUri = rewrites.Rewrite(_callerUri!, decision, endpoint);

    /// <summary>Raises the version for a backend that speaks HTTP/2 alone.</summary>
    public void Version(HttpRequestMessage request, Backend backend)
    {
        if (!backend.Destination.Http2)
            return;

        (_callerVersion, _callerVersionPolicy) = (request.Version, request.VersionPolicy);
        (request.Version, request.VersionPolicy) = Http2.Of(_callerVersion, _callerVersionPolicy);
    }

    /// <summary>Sets the Host header: the rewrite's, else the caller's own where it is preserved, else none, so that the backend's authority is sent.</summary>
    /// <returns>Whether the request now has a Host header.</returns>
    public readonly bool Host(HttpRequestMessage request, RouteDecision decision)
    {
        var host = decision.Rewrite?.Host ?? (decision.PreserveHost ? CallerHost ?? HostText.Authority(_callerUri!) : null);
        if (host is not null || CallerHost is not null)
        {
            request.Headers.Host = host;
            return host is not null;
        }

        // Only an edit can have set one.
        return _headers is not null && request.Headers.Host is not null;
    }

    /// <summary>Makes the request what it was before <see cref="Begin"/>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="keepFollowedRedirect">Whether a URI that the primary handler put there stays.</param>
    public readonly void Undo(HttpRequestMessage request, bool keepFollowedRedirect)
    {
        if (_callerUri is null)
            return;

        if (!keepFollowedRedirect || ReferenceEquals(request.RequestUri, _sentUri))
            request.RequestUri = _callerUri;
        if (_callerVersion is not null)
            (request.Version, request.VersionPolicy) = (_callerVersion, _callerVersionPolicy);
        _headers?.Restore();
        // Whoever set it, since a retry is routed by it.
        if (!string.Equals(request.Headers.Host, CallerHost, StringComparison.Ordinal))
            request.Headers.Host = CallerHost;
    }
}

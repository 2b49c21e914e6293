namespace TrafficRouting.Http;

/// <summary>The edits of a request and what they replaced.</summary>
internal struct RequestEdits
{
    private bool _isBegun;
    private UriEdit _uri;
    private HeaderUndo? _headers;
    private Version? _callerVersion;
    private HttpVersionPolicy _callerVersionPolicy;
    private bool _sendsBaggage;

    /// <summary>Initializes the edits of a request.</summary>
    /// <param name="view">The request as it came.</param>
    public RequestEdits(in HttpRequestView view)
    {
        CallerHost = view.HostHeader;
        // Several values, or an invalid one: replaced as a whole and given back as it came.
        if (view.HasHostLine && !HostLine.Is(view.Request, CallerHost))
            (_headers = new()).Remember(view.Request.Headers, HostLine.Name);
    }

    /// <summary>Gets the Host header that the caller set, or null.</summary>
    public string? CallerHost { get; }

    public void Begin() => _isBegun = true;

    public void Headers(HttpRequestMessage request, HeaderEdits? edits) => HeaderEditor.Apply(edits, request, ref _headers);

    /// <summary>Writes the baggage, where it is not what .NET sends by itself.</summary>
    public void Baggage(HttpRequestMessage request, BaggageEdits? edits)
    {
        if (RequestBaggage.Text(request, edits) is not { } text)
            return;

        SentBaggage.Begin(request, text, ref _headers);
        _sendsBaggage = true;
    }

    public void Address(HttpRequestMessage request, Uri target) => _uri = UriEdit.Make(request, target);

    /// <summary>Raises the version for a backend that speaks HTTP/2 alone.</summary>
    public void Version(HttpRequestMessage request, Backend backend)
    {
        if (!backend.Destination.Http2)
            return;

        (_callerVersion, _callerVersionPolicy) = (request.Version, request.VersionPolicy);
        MessageVersion.Set(request, Http2.Of(_callerVersion, _callerVersionPolicy));
    }

    /// <summary>Sets the Host header: the rewrite's, else the caller's own where it is preserved, else none, so that the backend's authority is sent.</summary>
    public readonly void Host(HttpRequestMessage request, RouteDecision decision)
    {
        var host = decision.Rewrite?.Host ?? (decision.PreserveHost ? CallerHost ?? HostText.Authority(_uri.Caller) : null);
        if (host is not null || CallerHost is not null || _headers is not null)
            request.Headers.Host = host;
    }

    /// <summary>Makes the request what it was before <see cref="Begin"/>. Throws nothing: an answer may be waiting to be handed on.</summary>
    /// <param name="request">The request.</param>
    /// <param name="keepFollowedRedirect">Whether a URI that the primary handler put there stays.</param>
    public readonly void Undo(HttpRequestMessage request, bool keepFollowedRedirect)
    {
        if (!_isBegun)
            return;

        // Whoever set it, since a retry is routed by it.
        if (!HostLine.Is(request, CallerHost))
            request.Headers.Host = CallerHost;
        if (_sendsBaggage)
            SentBaggage.End(request);
        _headers?.Restore();
        try
        {
            if (_callerVersion is not null)
                MessageVersion.Set(request, (_callerVersion, _callerVersionPolicy));
        }
        catch (ObjectDisposedException)
        {
            // Nobody sends it again.
        }

        if (_uri.Caller is not null)
            _uri.Undo(request, keepFollowedRedirect);
    }
}

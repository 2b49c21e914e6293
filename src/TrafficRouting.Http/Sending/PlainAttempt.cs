namespace TrafficRouting.Http;

/// <summary>
/// One attempt of which nothing but the URI is edited and nobody wants to know, as most are: the same as an <see cref="Attempt"/>
/// without all that does nothing there, and with a fifth of its state while the answer is waited for.
/// </summary>
internal readonly struct PlainAttempt : IAttempt
{
    private readonly UriEdit _uri;

    /// <summary>Initializes an attempt that is not begun.</summary>
    /// <param name="request">The request.</param>
    public PlainAttempt(HttpRequestMessage request) => Request = request;

    private PlainAttempt(HttpRequestMessage request, UriEdit uri) => (Request, _uri) = (request, uri);

    public HttpRequestMessage Request { get; }

    /// <summary>Gets a value indicating whether the request was edited, and so was handed on.</summary>
    public bool IsBegun => _uri.Caller is not null;

    /// <summary>Edits the request for its backend.</summary>
    public PlainAttempt Begin(Uri target) => new(Request, UriEdit.Make(Request, target));

    /// <inheritdoc/>
    public void Succeed(HttpResponseMessage response) => Undo(keepFollowedRedirect: true);

    /// <inheritdoc/>
    public HttpResponseMessage? Fail(Exception failure)
    {
        Undo(keepFollowedRedirect: false);
        return null;
    }

    private void Undo(bool keepFollowedRedirect)
    {
        if (!IsBegun)
            return;

        // One that an inner handler set would have a retry routed by it.
        if (HostLine.Exists(Request))
            Request.Headers.Host = null;
        _uri.Undo(Request, keepFollowedRedirect);
    }
}

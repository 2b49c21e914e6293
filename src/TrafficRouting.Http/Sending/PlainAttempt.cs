namespace TrafficRouting.Http;

/// <summary>
/// One attempt of which nothing but the URI is edited and nobody wants to know, as most are: the same as an <see cref="Attempt"/>
/// without all that does nothing there, and with a third of its state while the answer is waited for.
/// </summary>
internal readonly struct PlainAttempt
{
    private readonly HttpRequestMessage _request;
    private readonly UriEdit _uri;

    private PlainAttempt(HttpRequestMessage request, UriEdit uri) => (_request, _uri) = (request, uri);

    /// <summary>Edits the request for its backend.</summary>
    /// <exception cref="InvalidTargetException">The path would lead out of what the backend's address confines it to.</exception>
    public static PlainAttempt Begin(RoutingPipeline pipeline, in DecidedRequest decided)
    {
        var request = decided.View.Request;
        return new(request, UriEdit.Make(request, pipeline.Target(in decided, out _)));
    }

    /// <summary>Gives the request back.</summary>
    /// <param name="keepFollowedRedirect">Whether a URI that the primary handler put there stays.</param>
    public void Undo(bool keepFollowedRedirect)
    {
        // Not begun.
        if (_request is null)
            return;

        // One that an inner handler set would have a retry routed by it.
        if (HostLine.Exists(_request))
            _request.Headers.Host = null;
        _uri.Undo(_request, keepFollowedRedirect);
    }
}

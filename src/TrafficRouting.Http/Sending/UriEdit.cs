namespace TrafficRouting.Http;

/// <summary>The edit of a request's URI and what it replaced.</summary>
internal readonly struct UriEdit
{
    private readonly Uri _caller;
    private readonly Uri _sent;

    private UriEdit(Uri caller, Uri sent) => (_caller, _sent) = (caller, sent);

    /// <summary>Gets the URI that the caller called.</summary>
    public Uri Caller => _caller;

    public static UriEdit Make(HttpRequestMessage request, Uri target)
    {
        var edit = new UriEdit(request.RequestUri!, target);
        MessageUri.Set(request, target);
        return edit;
    }

    /// <summary>Gives the caller's URI back. Throws nothing.</summary>
    /// <param name="request">The request.</param>
    /// <param name="keepFollowedRedirect">Whether a URI that the primary handler put there stays.</param>
    public void Undo(HttpRequestMessage request, bool keepFollowedRedirect)
    {
        if (keepFollowedRedirect && !ReferenceEquals(request.RequestUri, _sent))
            return;

        try
        {
            MessageUri.Set(request, _caller);
        }
        catch (ObjectDisposedException)
        {
            // Nobody sends it again.
        }
    }
}

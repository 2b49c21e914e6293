namespace TrafficRouting.Http;

/// <summary>The copies of a request whose primary is under way; nothing by default.</summary>
internal readonly struct PendingCopies
{
    private readonly MirrorCapture? _capture;
    private readonly RequestLease _lease;
    private readonly TeedBody? _tee;

    public PendingCopies(MirrorCapture capture, RequestLease lease, TeedBody? tee) => (_capture, _lease, _tee) = (capture, lease, tee);

    public bool IsEmpty => _capture is null;

    /// <summary>Gives the request its content back and queues the copies. To be called exactly once.</summary>
    /// <param name="message">The request.</param>
    /// <param name="response">The primary's response; null when it failed.</param>
    public void EndPrimary(HttpRequestMessage message, HttpResponseMessage? response) =>
        _capture?.EndPrimary(_lease, _tee, message, response);
}

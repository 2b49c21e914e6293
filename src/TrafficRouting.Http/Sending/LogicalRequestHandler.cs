namespace TrafficRouting.Http;

/// <summary>Ties the copies that handlers between it and routing make of a message, by a mark that they copy along.</summary>
/// <param name="decidesEveryAttempt">Whether each attempt is decided anew, whatever the route says.</param>
/// <param name="leadsResilience">Whether the resilience handler right inside of it is one that knows of routing.</param>
internal sealed class LogicalRequestHandler(bool decidesEveryAttempt = false, bool leadsResilience = false) : DelegatingHandler
{
    public bool LeadsResilience => leadsResilience;

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Mark(request);
        return base.Send(request, cancellationToken);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Mark(request);
        return base.SendAsync(request, cancellationToken);
    }

    private void Mark(HttpRequestMessage request)
    {
        if (!request.Options.TryGetValue(RequestKeys.Logical, out var logical))
            request.Options.Set(RequestKeys.Logical, logical = new());
        if (decidesEveryAttempt)
            logical.DecidesEveryAttempt = true;
    }
}

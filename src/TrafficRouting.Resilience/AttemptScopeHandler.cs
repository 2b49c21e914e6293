namespace TrafficRouting.Resilience;

/// <summary>
/// Gives the resilience handler inside of routing a context of its own. It would take up that of the one outside, whose token knows
/// nothing of the route's timeout.
/// </summary>
internal sealed class AttemptScopeHandler : DelegatingHandler
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var outer = request.GetResilienceContext();
        request.SetResilienceContext(null);
        try
        {
            return base.Send(request, cancellationToken);
        }
        finally
        {
            request.SetResilienceContext(outer);
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var outer = request.GetResilienceContext();
        request.SetResilienceContext(null);
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            request.SetResilienceContext(outer);
        }
    }
}

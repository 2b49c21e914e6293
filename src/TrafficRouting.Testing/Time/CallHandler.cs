namespace TrafficRouting.Testing;

/// <summary>Stands outermost: the waits of what is inside, such as the back-off of a retry, move the clock.</summary>
internal sealed class CallHandler(FakeClock clock) : DelegatingHandler
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var call = clock.BeginCall(isBlocking: true);
        return base.Send(request, cancellationToken);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var call = clock.BeginCall();
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}

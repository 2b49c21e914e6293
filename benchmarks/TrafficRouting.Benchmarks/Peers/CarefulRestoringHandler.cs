namespace TrafficRouting.Benchmarks.Peers;

/// <summary>The same, giving the request back as it came, so that handlers outside of it see their own URI.</summary>
internal sealed class CarefulRestoringHandler(string stable, string canary, int canaryPercent) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var caller = request.RequestUri!;
        var origin = Random.Shared.Next(100) < canaryPercent ? canary : stable;
        request.RequestUri = new Uri(string.Concat(origin, caller.PathAndQuery));
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            request.RequestUri = caller;
        }
    }
}

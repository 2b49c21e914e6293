namespace TrafficRouting.Benchmarks.Peers;

/// <summary>The fastest handler that one would write by hand for two backends. It leaves the backend's URI on the request, so that a retry outside of it fails.</summary>
internal sealed class CarefulHandler(string stable, string canary, int canaryPercent) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var origin = Random.Shared.Next(100) < canaryPercent ? canary : stable;
        request.RequestUri = new Uri(string.Concat(origin, request.RequestUri!.PathAndQuery));
        return base.SendAsync(request, cancellationToken);
    }
}

namespace TrafficRouting.Benchmarks.Http;

/// <summary>The floor: a handler that only hands on, and one that keeps something in the request's options besides.</summary>
internal sealed class PassThroughHandler(bool keeping) : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<object> Key = new("kept");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (keeping)
            request.Options.Set(Key, this);
        return base.SendAsync(request, cancellationToken);
    }
}

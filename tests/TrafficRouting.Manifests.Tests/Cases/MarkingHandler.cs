namespace TrafficRouting.Manifests.Tests.Cases;

/// <summary>Says in each request to which exchange it belongs, once it has been routed.</summary>
internal sealed class MarkingHandler(string exchange) : DelegatingHandler
{
    public const string Name = "x-exchange";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.TryAddWithoutValidation(Name, exchange);
        return base.SendAsync(request, cancellationToken);
    }
}

namespace TrafficRouting.Http.Tests.Mirroring;

/// <summary>Adds a token to requests that have none.</summary>
internal sealed class TokenHandler(string token = "Bearer everybody's") : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.TryAddWithoutValidation("Authorization", token);
        return base.SendAsync(request, cancellationToken);
    }
}

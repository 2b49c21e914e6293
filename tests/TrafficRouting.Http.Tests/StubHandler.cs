namespace TrafficRouting.Http.Tests;

/// <summary>A primary that answers from code and keeps what it was sent.</summary>
internal sealed class StubHandler(Func<HttpRequestMessage, HttpResponseMessage>? answer = null) : HttpMessageHandler
{
    public List<Uri> Uris { get; } = [];

    public List<string?> Hosts { get; } = [];

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (Uris)
        {
            Uris.Add(request.RequestUri!);
            Hosts.Add(request.Headers.Host);
        }

        return answer?.Invoke(request) ?? new HttpResponseMessage { RequestMessage = request };
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(Send(request, cancellationToken));
}

using System.Net;

namespace TrafficRouting.Benchmarks.Http;

/// <summary>Reads of a URI what SocketsHttpHandler reads, and answers at once.</summary>
internal sealed class StubPrimary : HttpMessageHandler
{
    private readonly Task<HttpResponseMessage> _answer = Task.FromResult(new HttpResponseMessage(HttpStatusCode.NoContent));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var uri = request.RequestUri!;
        GC.KeepAlive(uri.IdnHost);
        GC.KeepAlive(uri.PathAndQuery);
        return _answer;
    }
}

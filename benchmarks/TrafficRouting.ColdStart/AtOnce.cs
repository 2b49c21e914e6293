using System.Net;

namespace TrafficRouting.ColdStart;

/// <summary>Reads of a URI what SocketsHttpHandler reads, and answers at once.</summary>
internal sealed class AtOnce : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        GC.KeepAlive(request.RequestUri!.IdnHost);
        GC.KeepAlive(request.RequestUri.PathAndQuery);
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.NoContent));
    }
}

namespace TrafficRouting.Yarp;

/// <summary>Sends by a client that somebody else made.</summary>
internal sealed class InvokerHandler(HttpMessageInvoker invoker) : HttpMessageHandler
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => invoker.Send(request, cancellationToken);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => invoker.SendAsync(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            invoker.Dispose();
        base.Dispose(disposing);
    }
}

using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace TrafficRouting.Benchmarks.Peers;

/// <summary>YARP's forwarder in the same process: what a gateway does for one request, without the hop to it and without its server.</summary>
internal sealed class ForwarderHandler(IHttpForwarder forwarder, HttpMessageInvoker primary, string stable, string canary, int canaryPercent) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var uri = request.RequestUri!;
        var context = new DefaultHttpContext
        {
            Request =
            {
                Method = request.Method.Method,
                Protocol = "HTTP/1.1",
                Scheme = uri.Scheme,
                Host = new(uri.Authority),
                Path = uri.AbsolutePath,
                QueryString = new(uri.Query),
            },
        };
        var origin = Random.Shared.Next(100) < canaryPercent ? canary : stable;
        await forwarder.SendAsync(context, origin, primary).ConfigureAwait(false);
        return new((System.Net.HttpStatusCode)context.Response.StatusCode);
    }
}

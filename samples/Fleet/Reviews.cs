using System.Diagnostics;
using System.Net;

namespace Fleet;

/// <summary>The two versions of the service called, without a network: v2 fails as often as it is told to.</summary>
internal sealed class Reviews(double failingShare) : HttpMessageHandler
{
    private long _canary;
    private long _lastCanaryAt;

    public long CanaryRequests => Interlocked.Read(ref _canary);

    public long LastCanaryAt => Interlocked.Read(ref _lastCanaryAt);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var isCanary = request.RequestUri!.Host == "v2";
        if (isCanary)
        {
            Interlocked.Increment(ref _canary);
            Interlocked.Exchange(ref _lastCanaryAt, Stopwatch.GetTimestamp());
        }

        var isFailed = isCanary && Random.Shared.NextDouble() < failingShare;
        return Task.FromResult(new HttpResponseMessage(isFailed ? HttpStatusCode.InternalServerError : HttpStatusCode.OK));
    }
}

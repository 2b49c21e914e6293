using TrafficRouting.TestKit;

namespace TrafficRouting.Yarp.Tests;

internal static class BackendServerExtensions
{
    /// <summary>Waits for the next request that a server records.</summary>
    public static async Task<RecordedRequest> NextAsync(this BackendServer server, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (server.Requests.TryDequeue(out var request))
                return request;
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}

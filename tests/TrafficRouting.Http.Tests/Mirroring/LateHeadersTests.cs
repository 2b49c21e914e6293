using System.Globalization;
using System.Net;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Mirroring;

/// <summary>Contents that set headers of their own only when they are asked for their length.</summary>
public sealed class LateHeadersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(3)]
    [InlineData(null)]
    public async Task Headers_SetWhenAskedForTheLength_ReachThePrimary(int? length)
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(v1.Address, [v2.Address]);
        using var content = new LateContent(length);

        (await harness.Client.PostAsync("/", content, Token)).Dispose();
        await harness.SettleAsync(1);

        var received = v1.Requests.Single();
        Assert.Equal(("text/late", length?.ToString(CultureInfo.InvariantCulture)), (received.Header("Content-Type"), received.Header("Content-Length")));
        Assert.Equal([1, 2, 3], received.Body);
        Assert.Equal([1, 2, 3], v2.Requests.Single().Body);
    }

    private sealed class LateContent(int? length) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(new byte[] { 1, 2, 3 }).AsTask();

        protected override bool TryComputeLength(out long computed)
        {
            Headers.ContentType = new("text/late");
            computed = length ?? 0;
            return length is not null;
        }
    }
}

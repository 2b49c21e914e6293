using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Mirroring;

/// <content>Ten thousand calls.</content>
public partial class MirrorQueueTests
{
    [Fact]
    public async Task Calls_TenThousandAtOnce_AllArriveAndAllCopiesAreAccountedFor()
    {
        const int calls = 10_000;
        await using var primary = await BackendServer.StartAsync("v1");
        await using var server = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(
            primary.Address, [server.Address, MirroringTest.Refusing()],
            services: s => s.AddHttpClient("orders").ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { MaxConnectionsPerServer = 32 }));

        var answers = await Task.WhenAll(Enumerable.Range(0, calls).Select(async i =>
        {
            using var content = new ByteArrayContent(new byte[i % 100]);
            using var response = await harness.Client.PostAsync("/", content, Token);
            return await response.Content.ReadAsStringAsync(Token);
        }));

        Assert.All(answers, a => Assert.Equal("v1", a));
        await harness.SettleAsync(2 * calls);
        Assert.Equal(server.Count, harness.Outcomes["sent"]);
    }
}

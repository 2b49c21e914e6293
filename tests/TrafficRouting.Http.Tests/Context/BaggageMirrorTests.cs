using System.Diagnostics;
using TrafficRouting.Http.Tests.Mirroring;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Context;

public sealed class BaggageMirrorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Copy_OfARequestWithBaggage_CarriesWhatItsOwnBackendSetsAlone(bool sets)
    {
        await using var primary = RawServer.Start();
        await using var shadow = RawServer.Start();
        await using var harness = new MirrorHarness(primary.Address, [shadow.Address], routing: o =>
        {
            o.Services["orders"].Routes["default"].Baggage = new() { Set = { ["orders"] = "{backend}" } };
            if (sets)
                o.Backends["m1"].Baggage = new() { Set = { ["shadow"] = "{backend} of {route}" } };
        });
        using var activity = new Activity("caller").AddBaggage("sandbox", "alice").Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://orders/");
        request.SetBaggage("user", "7");

        (await harness.Client.SendAsync(request, Token)).Dispose();
        await harness.SettleAsync(1);

        Assert.Equal("orders=v1 sandbox=alice user=7", primary.Received());
        Assert.Equal(sets ? "shadow=m1 of default" : "", shadow.Received());
    }

    [Fact]
    public async Task Copy_ForEndpointsChosenByBaggage_GoesToTheCallersOwn()
    {
        await using var primary = RawServer.Start();
        await using var a = RawServer.Start();
        await using var b = RawServer.Start();
        await using var harness = new MirrorHarness(primary.Address, [a.Address], routing: o => o.Backends["m1"] = new()
        {
            Endpoints = { ["a"] = new() { Address = a.Address.ToString() }, ["b"] = new() { Address = b.Address.ToString() } },
            Sticky = new() { Baggage = "user" },
        });

        for (var i = 0; i < 32; i++)
        {
            using var activity = new Activity("caller").AddBaggage("user", i % 2 == 0 ? "7" : "11").Start();
            using var request = new HttpRequestMessage(HttpMethod.Get, $"http://orders/{i % 2}");
            (await harness.Client.SendAsync(request, Token)).Dispose();
        }

        await harness.SettleAsync(32);
        Assert.Single(a.Requests.Concat(b.Requests).Where(r => r.Target == "/0").GroupBy(a.Requests.Contains));
        Assert.Single(a.Requests.Concat(b.Requests).Where(r => r.Target == "/1").GroupBy(a.Requests.Contains));
        Assert.All(a.Requests.Concat(b.Requests), r => Assert.Empty(r.Header("baggage")));
    }
}

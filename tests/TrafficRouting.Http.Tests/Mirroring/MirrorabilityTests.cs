using System.Net.Http.Headers;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Mirroring;

public sealed class MirrorabilityTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "sent 1")]
    [InlineData("HEAD", "sent 1")]
    [InlineData("OPTIONS", "sent 1")]
    [InlineData("POST", "method 1")]
    [InlineData("DELETE", "method 1")]
    [InlineData("REPORT", "method 1")]
    public async Task Methods_Unset_AreTheSafeOnes(string method, string expected)
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(v1.Address, [v2.Address], mirror: m => m.Methods.Clear());
        using var request = new HttpRequestMessage(new(method), "http://orders/");

        (await harness.Client.SendAsync(request, Token)).Dispose();
        await harness.SettleAsync(1);

        Assert.Equal(expected, harness.Outcomes.Of("m1"));
        Assert.Equal(1, v1.Count);
    }

    public static TheoryData<string> NeverMirrored => ["grpc", "upgrade", "expect", "websocket"];

    [Theory]
    [MemberData(nameof(NeverMirrored))]
    public async Task Copy_ConversationsAndNegotiations_AreNeverMirrored(string kind)
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(v1.Address, [v2.Address]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://orders/") { Content = new ByteArrayContent([1, 2]) };
        if (kind == "grpc")
            request.Content.Headers.ContentType = new("application/grpc+proto");
        else if (kind == "expect")
            request.Headers.ExpectContinue = true;
        else if (kind == "upgrade")
            request.Headers.Upgrade.Add(new ProductHeaderValue("h2c"));
        else
            request.Headers.Protocol = "websocket";

        await Record.ExceptionAsync(() => harness.Client.SendAsync(request, Token));
        await harness.SettleAsync(1);

        Assert.Equal("not_mirrorable 1", harness.Outcomes.Of("m1"));
        Assert.Equal(0, v2.Count);
    }

    [Fact]
    public async Task Copy_OnlyForABackend_IsMadeOfItsRequestsAlone()
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(
            v1.Address, [v2.Address], mirror: m => m.Backends.Add("other"),
            routing: o =>
            {
                o.Backends["other"] = new() { AddressFrom = "v1", Rewrite = new() { Path = "/other" } };
                var route = o.Services["orders"].Routes["default"];
                (route.Weights["other"], route.Selection) = (1, TrafficRouting.SelectionNames.RoundRobin);
            });

        for (var i = 0; i < 4; i++)
            (await harness.Client.GetAsync("/any", Token)).Dispose();
        await harness.SettleAsync(2);

        Assert.Equal(["/any", "/any", "/other", "/other"], v1.Requests.Select(r => r.Target).Order(StringComparer.Ordinal));
        Assert.Equal(2, v2.Count);
    }

    [Fact]
    public async Task Percentage_ZeroAndHundred_AreExactAndIndependentOfEachOther()
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var v3 = await BackendServer.StartAsync("v3");
        await using var harness = new MirrorHarness(
            v1.Address, [v2.Address, v3.Address], routing: o => o.Services["orders"].Routes["default"].Mirrors["m1"].Percentage = 0);
        for (var i = 0; i < 100; i++)
            (await harness.Client.GetAsync("/", Token)).Dispose();

        await harness.SettleAsync(100);

        Assert.Equal((100, 0, 100), (v1.Count, v2.Count, v3.Count));
    }
}

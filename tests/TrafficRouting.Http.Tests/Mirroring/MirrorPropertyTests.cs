using System.Net.Http.Json;
using FsCheck.Fluent;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Mirroring;

/// <summary>The primary receives exactly what it would without mirroring, whatever body, whatever befalls it.</summary>
public class MirrorPropertyTests
{
    private static readonly string[] Kinds = ["bytes", "json", "seekable", "one-way", "length unknown to the caller", "none"];
    private static readonly string[] Faults = ["none", "none", "none", "broken", "cancelled"];

    private sealed record Case(string Kind, int Length, int Chunk, string Fault, int FaultAt);

    [Fact]
    public async Task Primary_AnyBodyAndFault_ReceivesWhatItWouldWithoutMirroring()
    {
        await using var primary = await BackendServer.StartAsync("v1");
        await using var alive = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(
            primary.Address, [alive.Address, MirroringTest.Refusing()],
            o => (o.MaxBodyBytes, o.BreakAfter) = (8_000, 3));
        using var plain = new HttpClient { BaseAddress = primary.Address };
        var gen =
            from kind in Gen.Elements(Kinds)
            from length in Gen.Choose(0, 20_000)
            from chunk in Gen.Choose(1, 9_000)
            from fault in Gen.Elements(Faults)
            from faultAt in Gen.Choose(0, 20_000)
            select new Case(kind, length, chunk, fault, Math.Min(faultAt, length));
        var cases = 0;

        await Task.Run(
            () => Property.Holds(gen, c => CheckAsync(c, plain, harness.Client, primary).GetAwaiter().GetResult(), cases: 150),
            TestContext.Current.CancellationToken);

        await harness.SettleAsync(2 * cases);

        async Task CheckAsync(Case c, HttpClient without, HttpClient with, BackendServer server)
        {
            cases++;
            var expected = await SendAsync(c, without, server);
            var actual = await SendAsync(c, with, server);
            Assert.Equal(expected.Error, actual.Error);
            Assert.Equal(expected.Answer, actual.Answer);
            Assert.Equal(expected.Body, actual.Body);
            Assert.Equal(expected.Read, actual.Read);
        }
    }

    private static async Task<(string? Error, string? Answer, byte[]? Body, int? Read)> SendAsync(Case c, HttpClient client, BackendServer server)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var bytes = new byte[c.Length];
        new Random(c.Length).NextBytes(bytes);
        var failAt = c.Fault == "broken" ? c.FaultAt : -1;
        OneWayStream? source = null;
        HttpContent? content = c.Kind switch
        {
            "bytes" => new ByteArrayContent(bytes),
            "json" => JsonContent.Create(bytes),
            "seekable" => new StreamContent(new MemoryStream(bytes)),
            "none" => null,
            _ => new StreamContent(source = new OneWayStream(bytes, c.Chunk, failAt, c.Fault == "cancelled" ? (c.FaultAt, cancel) : null)),
        };
        if (c.Kind == "one-way")
            content!.Headers.ContentLength = c.Length;
        server.Requests.Clear();
        using var request = new HttpRequestMessage(content is null ? HttpMethod.Get : HttpMethod.Post, "/p?q") { Content = content };
        try
        {
            using var response = await client.SendAsync(request, cancel.Token);
            return (null, await response.Content.ReadAsStringAsync(cancel.Token), server.Requests.Single().Body, source?.BytesRead);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return ($"{e.GetType().Name}: {e.InnerException?.Message}", null, null, source?.BytesRead);
        }
    }
}

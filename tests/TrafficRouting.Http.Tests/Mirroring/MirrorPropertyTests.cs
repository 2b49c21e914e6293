using System.Net.Http.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Mirroring;

/// <summary>The primary receives exactly what it would without mirroring, whatever body, whatever befalls it.</summary>
public sealed class MirrorPropertyTests : IAsyncLifetime
{
    private static readonly string[] Kinds = ["bytes", "json", "seekable", "one-way", "length unknown to the caller", "none"];
    private static readonly string[] Faults = ["none", "none", "none", "broken", "cancelled"];

    private static readonly Gen<Case> Cases =
        from kind in Gen.Elements(Kinds)
        from length in Gen.Choose(0, 20_000)
        from chunk in Gen.Choose(1, 9_000)
        from fault in Gen.Elements(Faults)
        from faultAt in Gen.Choose(0, 20_000)
        select new Case(kind, length, chunk, fault, Math.Min(faultAt, length));

    private BackendServer _primary = null!;
    private BackendServer _alive = null!;
    private MirrorHarness _harness = null!;
    private HttpClient _plain = null!;
    private int _cases;

    public async ValueTask InitializeAsync()
    {
        _primary = await BackendServer.StartAsync("v1");
        _alive = await BackendServer.StartAsync("v2");
        _harness = new(
            _primary.Address, [_alive.Address, MirroringTest.Refusing()],
            o => (o.BufferStreams, o.MaxBodyBytes, o.BreakAfter) = (true, 8_000, 3));
        _plain = new() { BaseAddress = _primary.Address };
    }

    public async ValueTask DisposeAsync()
    {
        await _harness.SettleAsync(2 * _cases);
        _plain.Dispose();
        await _harness.DisposeAsync();
        await _alive.DisposeAsync();
        await _primary.DisposeAsync();
    }

    [Property(MaxTest = 150)]
    public Property Primary_AnyBodyAndFault_ReceivesWhatItWouldWithoutMirroring() => Prop.ForAll(Cases.ToArbitrary(), async c =>
    {
        _cases++;
        var expected = await SendAsync(c, _plain, _primary);
        var actual = await SendAsync(c, _harness.Client, _primary);
        Assert.Equal(expected.Error, actual.Error);
        Assert.Equal(expected.Answer, actual.Answer);
        Assert.Equal(expected.Body, actual.Body);
        Assert.Equal(expected.Read, actual.Read);
    });

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

    private sealed record Case(string Kind, int Length, int Chunk, string Fault, int FaultAt);
}

using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Mirroring;

public class MirrorCompareTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(200, "a", 200, "a", "match 1")]
    [InlineData(200, "a", 200, "b", "header 1")]
    [InlineData(200, "a", 200, null, "header 1")]
    [InlineData(200, "a", 500, "b", "status 1")]
    [InlineData(404, null, 404, null, "match 1")]
    [InlineData(429, "a", 200, "b", "")]
    [InlineData(200, "a", 429, "b", "")]
    public async Task Compare_Answers_AreCountedByHowTheyDiffer(int status, string? header, int mirrored, string? mirroredHeader, string expected)
    {
        await using var v1 = await BackendServer.StartAsync("v1", c => Write(c, status, header));
        await using var v2 = await BackendServer.StartAsync("v2", c => Write(c, mirrored, mirroredHeader));
        await using var harness = Comparing(v1, v2, o => o.IgnoreStatuses.Add(429));

        using var response = await harness.Client.GetAsync("/a/b?token=secret", Token);
        await harness.SettleAsync(1);

        Assert.Equal("sent 1", harness.Outcomes.Of("m1"));
        Assert.Equal(expected, harness.Outcomes.Comparisons("m1"));
        Assert.Equal((status, header), ((int)response.StatusCode, response.Headers.TryGetValues("x-kind", out var values) ? values.Single() : null));
    }

    [Fact]
    public async Task Compare_Difference_IsHandedToEveryObserver()
    {
        await using var v1 = await BackendServer.StartAsync("v1", c => Write(c, 200, "a"));
        await using var v2 = await BackendServer.StartAsync("v2", c => Write(c, 503, "b"));
        var observer = new Collector();
        await using var harness = Comparing(v1, v2, services: s => s
            .AddSingleton<IMirrorObserver, Thrower>()
            .AddSingleton<IMirrorObserver>(observer));

        (await harness.Client.GetAsync("/a/b?token=secret", Token)).Dispose();
        await harness.SettleAsync(1);

        var seen = Assert.Single(observer.Seen);
        Assert.False(seen.IsMatch);
        Assert.Equal(("orders", "default", "v1", "m1"), (seen.Service, seen.Route, seen.PrimaryBackend, seen.MirrorBackend));
        Assert.Equal(("GET", "/a/b", 200, 503), (seen.Method, seen.Path, seen.PrimaryStatus, seen.MirrorStatus));
        Assert.Equal([new MirrorHeaderDifference("x-kind", "a", "b")], seen.HeaderDifferences);
    }

    [Theory]
    [InlineData("/internal", 0)]
    [InlineData("/internal/deep", 0)]
    [InlineData("/internals", 1)]
    public async Task Compare_IgnoredPath_IsLeftOut(string path, int compared)
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        var observer = new Collector();
        await using var harness = Comparing(v1, v2, o => o.IgnorePaths.Add("/internal/"), s => s.AddSingleton<IMirrorObserver>(observer));

        (await harness.Client.GetAsync(path, Token)).Dispose();
        await harness.SettleAsync(1);

        Assert.Equal(compared, observer.Seen.Count);
    }

    [Fact]
    public async Task Compare_PrimaryFailed_IsSentAndNotCompared()
    {
        await using var v1 = await BackendServer.StartAsync("v1", c =>
        {
            c.Abort();
            return Task.CompletedTask;
        });
        await using var v2 = await BackendServer.StartAsync("v2");
        var observer = new Collector();
        await using var harness = Comparing(v1, v2, services: s => s.AddSingleton<IMirrorObserver>(observer));

        await Assert.ThrowsAsync<HttpRequestException>(() => harness.Client.GetAsync("/", Token));
        await harness.SettleAsync(1);

        Assert.Equal("sent 1", harness.Outcomes.Of("m1"));
        Assert.Empty(observer.Seen);
    }

    [Fact]
    public async Task Compare_ResponseEditsOfTheRoute_DoNotCountAsDifferences()
    {
        await using var v1 = await BackendServer.StartAsync("v1", c => Write(c, 200, "a"));
        await using var v2 = await BackendServer.StartAsync("v2", c => Write(c, 200, "a"));
        var observer = new Collector();
        await using var harness = Comparing(
            v1, v2, services: s => s.AddSingleton<IMirrorObserver>(observer),
            routing: o => o.Services["orders"].Routes["default"].ResponseHeaders = new() { Set = { ["x-kind"] = "edited" } });

        using var response = await harness.Client.GetAsync("/", Token);
        await harness.SettleAsync(1);

        Assert.Equal("edited", response.Headers.GetValues("x-kind").Single());
        Assert.True(Assert.Single(observer.Seen).IsMatch);
    }

    private static MirrorHarness Comparing(
        BackendServer v1, BackendServer v2, Action<MirrorCompareOptions>? compare = null, Action<IServiceCollection>? services = null,
        Action<TrafficRoutingOptions>? routing = null) =>
        new(v1.Address, [v2.Address], services: services, routing: routing, mirror: m =>
        {
            m.Compare = new() { Headers = { "x-kind" } };
            compare?.Invoke(m.Compare);
        });

    private static Task Write(HttpContext context, int status, string? header)
    {
        context.Response.StatusCode = status;
        if (header is not null)
            context.Response.Headers["x-kind"] = header;
        return context.Response.WriteAsync("body");
    }

    private sealed class Collector : IMirrorObserver
    {
        public ConcurrentQueue<MirrorComparison> Seen { get; } = new();

        public void OnCompared(MirrorComparison comparison) => Seen.Enqueue(comparison);
    }

    private sealed class Thrower : IMirrorObserver
    {
        public void OnCompared(MirrorComparison comparison) => throw new InvalidOperationException("An observer's own trouble.");
    }
}

using System.Text.Json.Nodes;
using TrafficRouting.TestKit.Kubernetes;

namespace TrafficRouting.Kubernetes.Tests.Following;

/// <summary>What is applied is in force, however the connection fares.</summary>
public sealed class WatchTests : IAsyncLifetime
{
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(1);

    private ApiServer _server = null!;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ApiServer.StartAsync();
        _server.ApplyVirtualService("a", "v1");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task List_OfManyObjects_IsReadCompressed()
    {
        var size = 0;
        for (var i = 0; i < 400; i++)
        {
            var content = Sample.VirtualService($"s{i}", "v1");
            content["metadata"]!["annotations"] = new JsonObject { ["note"] = new string('n', 1000) };
            size += content.ToJsonString().Length;
            _server.Apply(ApiResources.VirtualServices, content);
        }

        await using var app = ClusterApp.Start(_server);

        Assert.Equal(400, app.Options.Services.Count(s => s.Key.StartsWith('s')));
        Assert.InRange(_server.SentBytes["list"], 1, size / 4);
    }

    [Fact]
    public async Task Objects_AddedChangedAndDeleted_AreFollowed()
    {
        await using var app = Start();
        Assert.Equal("a.shop: v1.example=1", app.Table);
        await WatchedAsync();

        _server.ApplyVirtualService("b", "v1");
        await app.UntilTableAsync("a.shop: v1.example=1; b.shop: v1.example=1");
        _server.ApplyVirtualService("a", "v2");
        await app.UntilTableAsync("a.shop: v2.example=1; b.shop: v1.example=1");
        _server.Delete(ApiResources.VirtualServices, "b");
        await app.UntilTableAsync("a.shop: v2.example=1");

        Assert.Equal(1, ListsOf("virtualservices"));
    }

    [Fact]
    public async Task Lists_OfManyObjects_AreReadInPages()
    {
        for (var i = 0; i < 1100; i++)
            _server.Apply(ApiResources.Services, Sample.Service($"s{i}"));
        await using var app = Start();

        Assert.Equal(3, ListsOf("services"));
        Assert.Equal(1100, app.Detail<Dictionary<string, int>>("objects")["services"]);
    }

    [Fact]
    public async Task Pages_ThatExpire_AreReadAnew()
    {
        for (var i = 0; i < 600; i++)
            _server.Apply(ApiResources.Services, Sample.Service($"s{i}"));
        _server.Faults.Answer(410, r => r.Plural == "services" && r.Target.Contains("continue=", StringComparison.Ordinal));
        await using var app = Start();

        Assert.Equal(600, app.Detail<Dictionary<string, int>>("objects")["services"]);
        Assert.Equal(4, ListsOf("services"));
    }

    [Fact]
    public async Task Watch_ThatEndsInPeace_GoesOnFromWhereItWas()
    {
        await using var app = Start();
        await WatchedAsync();
        _server.SendBookmarks();
        _server.EndWatches();
        _server.ApplyVirtualService("a", "v2");

        await app.UntilTableAsync("a.shop: v2.example=1");
        Assert.Equal(1, ListsOf("virtualservices"));
    }

    [Fact]
    public async Task Watch_WhoseVersionIsForgotten_ListsAnewWithoutAnEmptyTable()
    {
        await using var app = Start();
        await WatchedAsync();
        using var seen = new SeenTables(app);
        await _server.StopAsync();
        _server.ApplyVirtualService("a", "v2");
        _server.ApplyVirtualService("b", "v1");
        _server.Compact();
        await _server.RestartAsync();

        await app.UntilTableAsync("a.shop: v2.example=1; b.shop: v1.example=1");
        Assert.Equal(2, ListsOf("virtualservices"));
        Assert.DoesNotContain("", seen.Tables);
    }

    [Fact]
    public async Task Watch_WithABookmark_IsNotForgottenThere()
    {
        await using var app = Start();
        await WatchedAsync();
        // Other kinds move the version on, of which the bookmark tells.
        _server.Objects.Advance();
        var version = _server.Objects.Version;
        _server.EndWatches();
        await app.UntilAsync(() => _server.Requests.Any(r => r is { Plural: "virtualservices", Verb: "watch" } && r.Target.Contains($"resourceVersion={version}&", StringComparison.Ordinal)));
        _server.Compact();
        _server.ResetWatches();
        _server.ApplyVirtualService("a", "v2");

        await app.UntilTableAsync("a.shop: v2.example=1");
        Assert.Equal(1, ListsOf("virtualservices"));
    }

    [Fact]
    public async Task Watch_ThatIsReset_GoesOnFromWhereItWas()
    {
        await using var app = Start();
        await WatchedAsync();
        _server.ApplyVirtualService("a", "v2");
        _server.ResetWatches();
        _server.ApplyVirtualService("b", "v1");

        await app.UntilTableAsync("a.shop: v2.example=1; b.shop: v1.example=1");
        Assert.Equal(1, ListsOf("virtualservices"));
    }

    [Fact]
    public async Task Watch_CutInTheMiddleOfALine_GoesOnFromTheLastWholeOne()
    {
        await using var app = Start();
        await WatchedAsync();
        _server.ApplyVirtualService("a", "v2");
        await app.UntilTableAsync("a.shop: v2.example=1");
        await _server.CutWatchesAsync();
        _server.ApplyVirtualService("a", "v3");

        await app.UntilTableAsync("a.shop: v3.example=1");
        Assert.Equal(1, ListsOf("virtualservices"));
    }

    [Fact]
    public async Task Watch_ByteByByte_IsReadLineByLine()
    {
        _server.IsSlow = true;
        await using var app = Start();
        await WatchedAsync();
        _server.ApplyVirtualService("a", "v2");
        _server.ApplyVirtualService("b", "v1");

        await app.UntilTableAsync("a.shop: v2.example=1; b.shop: v1.example=1");
    }

    [Fact]
    public async Task Server_KilledAndRestarted_ChangesNothingUntilItIsBack()
    {
        await using var app = Start();
        await WatchedAsync();
        await _server.StopAsync();
        _server.ApplyVirtualService("a", "v2");
        await app.UntilAsync(() => app.Source.Status!.Details["lag"] is not "00:00:00");
        Assert.Equal("a.shop: v1.example=1", app.Table);
        await _server.RestartAsync();

        await app.UntilTableAsync("a.shop: v2.example=1");
    }

    [Fact]
    public async Task Disposal_EndsEveryConnection()
    {
        var app = Start();
        await WatchedAsync();
        await app.DisposeAsync();

        await _server.WaitForEndAsync(0, Ended);
    }

    private ClusterApp Start() => ClusterApp.Start(_server, o => o.StartTimeout = Never);

    private Task WatchedAsync() => _server.WaitForWatchAsync(ApiResources.VirtualServices, Ended);

    private int ListsOf(string plural) => _server.Requests.Count(r => r.Verb == "list" && r.Plural == plural);
}

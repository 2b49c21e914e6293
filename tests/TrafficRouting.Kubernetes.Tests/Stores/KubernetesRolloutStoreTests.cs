using System.Text.Json.Nodes;
using TrafficRouting.Rollouts;
using TrafficRouting.Rollouts.Tests.Stores;
using TrafficRouting.TestKit.Kubernetes;

namespace TrafficRouting.Kubernetes.Tests.Stores;

/// <summary>What every store must do, and what is a cluster's own.</summary>
public sealed class KubernetesRolloutStoreTests(StoreCluster cluster) : RolloutStoreTests, IClassFixture<StoreCluster>, IDisposable
{
    private readonly string _prefix = $"t{Guid.NewGuid():N}-";
    private readonly List<KubernetesRolloutStore> _stores = [];

    private ApiServer Server => cluster.Server;

    private string StateName => _prefix + "reviews";

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"state\":\"hello\"}")]
    [InlineData("{\"state\":\"{}\"}")]
    [InlineData("{\"state\":\"{\\\"format\\\":\\\"traffic-routing-rollout\\\",\\\"formatVersion\\\":0,\\\"sha256\\\":\\\"\\\"}\"}")]
    public async Task Read_SomethingElseInTheConfigMap_IsRefusedAndNotOverwritten(string data)
    {
        Apply(new() { ["data"] = JsonNode.Parse(data) });

        var refusal = await Assert.ThrowsAsync<RolloutStoreException>(async () => await Create().ReadAsync("reviews", Cancellation));
        await Assert.ThrowsAsync<RolloutStoreException>(async () => await Create().TryWriteAsync(State(1), 0, Cancellation));
        await Assert.ThrowsAsync<RolloutStoreException>(async () => await Create().TryWriteAsync(State(2), 1, Cancellation));

        Assert.Contains($"ConfigMap 'shop/{StateName}' is refused", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("NamePrefix", refusal.Message, StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(data), Stored().Content["data"]));
    }

    [Fact]
    public async Task Read_StateOfAnotherRollout_IsRefused()
    {
        await Create().TryWriteAsync(State(1) with { Name = "ratings" }, 0, Cancellation);
        Apply(new() { ["data"] = Server.Objects.Find(ApiResources.ConfigMaps, "shop", _prefix + "ratings")!.Content["data"]!.DeepClone() });

        await Assert.ThrowsAsync<RolloutStoreException>(async () => await Create().ReadAsync("reviews", Cancellation));
    }

    [Fact]
    public async Task Write_SomebodyPutALabelOnTheConfigMap_IsWrittenAndTheLabelStays()
    {
        var store = Create();
        await store.TryWriteAsync(State(1), 0, Cancellation);
        var labelled = (JsonObject)Stored().Content.DeepClone();
        labelled["metadata"]!["labels"]!["team"] = "web";
        Server.Objects.Apply(ApiResources.ConfigMaps, labelled);

        Assert.True(await store.TryWriteAsync(State(2), 1, Cancellation));

        Assert.Equal("web", (string?)Stored().Content["metadata"]!["labels"]!["team"]);
        Assert.Equal("traffic-routing", (string?)Stored().Content["metadata"]!["labels"]!["app.kubernetes.io/managed-by"]);
    }

    [Fact]
    public async Task Write_ConfigMapDeletedMeanwhile_WritesNothingUntilItIsKnown()
    {
        var store = Create();
        await store.TryWriteAsync(State(1), 0, Cancellation);
        Server.Objects.Delete(Stored());

        Assert.False(await store.TryWriteAsync(State(2), 1, Cancellation));
        Assert.Null(await store.ReadAsync("reviews", Cancellation));
        Assert.True(await store.TryWriteAsync(State(2), 0, Cancellation));
    }

    [Fact]
    public async Task Write_AfterARead_IsOneRequest()
    {
        var store = Create();
        await store.TryWriteAsync(State(1), 0, Cancellation);
        var before = Server.Requests.Count;

        for (var version = 2; version <= 5; version++)
            Assert.True(await store.TryWriteAsync(State(version), version - 1, Cancellation));

        Assert.Equal(before + 4, Server.Requests.Count);
    }

    [Theory]
    [InlineData("configmaps", "get", "resources: [\"configmaps\"]")]
    [InlineData("leases", "create", "resources: [\"leases\"]")]
    public async Task Rights_Missing_AreRefusedWithTheLinesToAdd(string plural, string verb, string lines)
    {
        await using var server = await ApiServer.StartAsync();
        server.Faults.Forbid(ApiResources.All.Single(r => r.Plural == plural), "shop", verb);
        using var store = new KubernetesRolloutStore(new() { Namespace = "shop", Configuration = () => new() { Host = server.Address.ToString() } });

        var refusal = await Assert.ThrowsAsync<RolloutStoreException>(async () =>
        {
            await store.ReadAsync("reviews", Cancellation);
            await store.TryLeaseAsync("reviews", "a", TimeSpan.FromMinutes(1), Cancellation);
        });

        Assert.Contains($"cannot {verb} resource \"{plural}\"", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(lines, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_ServerDown_SaysSoWithoutTheToken()
    {
        var server = await ApiServer.StartAsync();
        await server.StopAsync();
        using var store = new KubernetesRolloutStore(new() { Namespace = "shop", Configuration = () => new() { Host = server.Address.ToString(), AccessToken = "sesame" } });

        var refusal = await Assert.ThrowsAsync<RolloutStoreException>(async () => await store.ReadAsync("reviews", Cancellation));

        Assert.Contains("cannot be reached", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_NoClusterConfigured_SaysSo()
    {
        using var store = new KubernetesRolloutStore(new() { KubeConfig = "/nowhere/config" });

        var refusal = await Assert.ThrowsAsync<RolloutStoreException>(async () => await store.ReadAsync("reviews", Cancellation));

        Assert.Contains("/nowhere/config", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_Replaced_IsReadAgain()
    {
        await using var server = await ApiServer.StartAsync();
        server.Token = "first";
        using var store = new KubernetesRolloutStore(new() { Namespace = "shop", Configuration = () => new() { Host = server.Address.ToString(), AccessToken = server.Token } });
        await store.TryWriteAsync(State(1), 0, Cancellation);

        server.Token = "second";
        await Assert.ThrowsAsync<RolloutStoreException>(async () => await store.ReadAsync("reviews", Cancellation));

        Assert.Equal(1, (await store.ReadAsync("reviews", Cancellation))!.Version);
    }

    [Fact]
    public async Task Watch_ConnectionCut_IsToldWhenItIsBackAndHearsAgain()
    {
        var told = new Signal();
        var store = Create();
        using var watch = ((IRolloutStoreChanges)store).Watch("reviews", told.Set);
        await told.Task.WaitAsync(Cancellation);

        foreach (var end in new[] { Server.ResetWatches, Server.EndWatches })
        {
            await Server.WaitForWatchesAsync(1, Cancellation);
            told.Reset();
            end();
            await told.Task.WaitAsync(Cancellation);
        }

        await Server.WaitForWatchesAsync(1, Cancellation);
        told.Reset();
        await store.TryWriteAsync(State(1), 0, Cancellation);
        await told.Task.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task Evidence_ThatIsRemoved_IsRemovedFromTheCluster()
    {
        var store = (IRolloutEvidenceStore)Create();
        await store.PublishAsync(new("reviews", "gone", "1"u8.ToArray()), TimeSpan.Zero, Cancellation);
        await store.PublishAsync(new("reviews", "here", "2"u8.ToArray()), TimeSpan.Zero, Cancellation);
        Assert.NotNull(Server.Objects.Find(ApiResources.ConfigMaps, "shop", $"{StateName}.gone"));

        await store.RemoveAsync(new("reviews", "gone", "1"u8.ToArray()), Cancellation);

        Assert.Null(Server.Objects.Find(ApiResources.ConfigMaps, "shop", $"{StateName}.gone"));
        Assert.NotNull(Server.Objects.Find(ApiResources.ConfigMaps, "shop", $"{StateName}.here"));
    }

    [Fact]
    public async Task Evidence_OfAnotherFleetInTheNamespace_IsNotCollected()
    {
        var options = new KubernetesRolloutStoreOptions { NamePrefix = _prefix + "other-" };
        cluster.Configure(options);
        using var other = new KubernetesRolloutStore(options);
        await other.PublishAsync(new("reviews", "theirs", "1"u8.ToArray()), TimeSpan.FromMinutes(1), Cancellation);

        Assert.Empty(await ((IRolloutEvidenceStore)Create()).CollectAsync("reviews", Cancellation));
    }

    [Fact]
    public async Task Lease_IsWhatKubectlShows()
    {
        var store = (IRolloutEvidenceStore)Create();
        await store.TryLeaseAsync("reviews", "web-1", TimeSpan.FromSeconds(121), Cancellation);

        var spec = Server.Objects.Find(ApiResources.Leases, "shop", StateName)!.Content["spec"]!;
        Assert.Equal(("web-1", 121), ((string?)spec["holderIdentity"], (int)spec["leaseDurationSeconds"]!));
        Assert.True(DateTimeOffset.TryParse((string?)spec["renewTime"], System.Globalization.CultureInfo.InvariantCulture, out _));
    }

    [Theory]
    [InlineData("reviews", "reviews")]
    [InlineData("Reviews-2", "reviews-2")]
    [InlineData("a_b", "a-b-")]
    [InlineData("a.b", "a-b-")]
    [InlineData("payments~reviews", "payments-reviews-")]
    [InlineData("-", "")]
    public void Names_AreThoseThatTheClusterTakes(string rollout, string begins)
    {
        var safe = RolloutObjects.Safe(rollout);

        Assert.StartsWith(begins, safe, StringComparison.Ordinal);
        Assert.Matches("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", safe);
        Assert.Equal(safe, RolloutObjects.Safe(rollout.ToUpperInvariant()));
    }

    [Fact]
    public void Names_OfDifferentRollouts_Differ()
    {
        string[] names = ["a_b", "a.b", "a-b", "a~b", new('x', 63), new('x', 64), new string('x', 64) + "y", "-", "_", "."];

        Assert.Equal(names.Length, names.Select(RolloutObjects.Safe).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("Shop-")]
    [InlineData("shop.")]
    [InlineData("-shop")]
    [InlineData("shop--")]
    public void Options_WrongPrefix_IsRefused(string prefix) => Assert.Throws<ArgumentException>(() => new KubernetesRolloutStore(new() { NamePrefix = prefix }));

    public void Dispose() => _stores.ForEach(s => s.Dispose());

    protected override IRolloutStore Create()
    {
        var options = new KubernetesRolloutStoreOptions { NamePrefix = _prefix };
        cluster.Configure(options);
        var store = new KubernetesRolloutStore(options);
        lock (_stores)
            _stores.Add(store);
        return store;
    }

    protected override async ValueTask ReadyAsync(IRolloutStore watching, Signal told) => await told.Task.WaitAsync(Cancellation);

    private StoredObject Stored() => Server.Objects.Find(ApiResources.ConfigMaps, "shop", StateName)!;

    private void Apply(JsonObject content)
    {
        content["metadata"] = new JsonObject { ["name"] = StateName, ["namespace"] = "shop" };
        Server.Objects.Apply(ApiResources.ConfigMaps, content);
    }
}

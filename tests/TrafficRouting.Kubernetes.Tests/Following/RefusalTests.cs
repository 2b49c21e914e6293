using TrafficRouting.Testing;
using TrafficRouting.TestKit.Kubernetes;

namespace TrafficRouting.Kubernetes.Tests.Following;

/// <summary>An API server that refuses, asks for patience or fails changes nothing, and is followed again.</summary>
public sealed class RefusalTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private ApiServer _server = null!;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ApiServer.StartAsync();
        _server.ApplyVirtualService("a", "v1");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Token_ThatIsRefused_IsReadAgain()
    {
        _server.Token = "first";
        await using var app = Start();
        await WatchedAsync();
        _server.Token = "second";
        _server.ResetWatches();
        _server.ApplyVirtualService("a", "v2");

        await app.UntilTableAsync("a.shop: v2.example=1");
        Assert.Contains(_server.Requests, r => r.Authorization == "Bearer second");
    }

    [Fact]
    public async Task Rights_OfAServerThatHasJustBegun_AreAskedForAgainSoon()
    {
        await using var app = ClusterApp.Start(_server);
        await WatchedAsync();
        _server.Faults.Answer(403, r => r is { Plural: "virtualservices", Verb: "watch" }, times: 3);
        _server.ResetWatches();
        _server.ApplyVirtualService("a", "v2");

        // By the real clock: a right that is gone is asked for again after half a minute.
        await app.UntilTableAsync("a.shop: v2.example=1", within: TimeSpan.FromSeconds(25));
        Assert.Empty(app.Detail<string[]>("forbidden"));
    }

    [Fact]
    public async Task Rights_OfAServerThatWasAwayForLong_AreAskedForAgainSoon()
    {
        await using var app = Start();
        await WatchedAsync();
        await _server.StopAsync();
        var back = _clock.GetUtcNow() + TimeSpan.FromMinutes(10);
        await app.UntilAsync(() => _clock.GetUtcNow() > back, step: TimeSpan.FromSeconds(2));
        _server.Faults.Answer(403, r => r is { Plural: "virtualservices", Verb: "watch" }, times: 5);
        _server.ApplyVirtualService("a", "v2");
        await _server.RestartAsync();

        // After the first answer, slowly: a wait of 15 to 30 seconds would take hundreds of steps, those that there are take dozens.
        var before = Watches();
        await app.UntilAsync(() => Watches() > before);
        var answered = _clock.GetUtcNow();
        await app.UntilTableAsync("a.shop: v2.example=1", step: TimeSpan.FromMilliseconds(20));
        Assert.InRange(_clock.GetUtcNow() - answered, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Rights_Missing_AreOneWarningWithTheLinesToAdd_UntilTheyAreThere()
    {
        _server.Faults.Forbid(ApiResources.VirtualServices, "shop");
        _server.Faults.Forbid(ApiResources.DestinationRules, "shop");
        _server.Apply(ApiResources.Services, Sample.Service("web", "\"api7.cloud/published-service\": \"web.example\""));
        await using var app = Start();

        Assert.Equal("web.example: web.shop=100", app.Table);
        var finding = Assert.Single(app.Findings);
        Assert.Equal(FindingSeverity.Warning, finding.Severity);
        Assert.Contains("\n- apiGroups: [\"networking.istio.io\"]\n  resources: [\"virtualservices\", \"destinationrules\"]\n  verbs: [\"get\", \"list\", \"watch\"]", finding.Message, StringComparison.Ordinal);

        _server.Faults.Allow();
        _clock.Advance(TimeSpan.FromSeconds(31));
        await app.UntilTableAsync("a.shop: v1.example=1; web.example: web.shop=100");
        await app.UntilAsync(() => !app.Findings.Any());
    }

    [Fact]
    public async Task Rights_OfTheWholeCluster_AreAskedForApart()
    {
        _server.Faults.Forbid(ApiResources.Namespaces);
        _server.Faults.Forbid(ApiResources.Services, "shop");
        await using var app = ClusterApp.Start(_server, o => o.Kinds |= KubernetesKinds.Namespaces, _clock);

        var message = Assert.Single(app.Findings).Message;
        Assert.Contains("Add to the Role of its service account in shop:\n- apiGroups: [\"\"]\n  resources: [\"services\"]", message, StringComparison.Ordinal);
        Assert.Contains("Add to the ClusterRole of its service account:\n- apiGroups: [\"\"]\n  resources: [\"namespaces\"]", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rights_TakenAway_LeaveWhatWasSeen()
    {
        await using var app = Start();
        await WatchedAsync();
        _server.Faults.Forbid(ApiResources.VirtualServices, "shop");
        _server.ResetWatches();
        await app.UntilAsync(() => app.Detail<string[]>("forbidden").Length > 0);
        Assert.Equal("a.shop: v1.example=1", app.Table);
        _server.ApplyVirtualService("a", "v2");
        _server.Faults.Allow();
        _clock.Advance(TimeSpan.FromSeconds(31));

        await app.UntilTableAsync("a.shop: v2.example=1");
    }

    [Fact]
    public async Task Rights_NoneAtAll_LeaveTheApplicationOnItsSection()
    {
        foreach (var resource in ApiResources.All)
            _server.Faults.Forbid(resource);
        await using var app = ClusterApp.Start(_server, null, _clock, ("Backends:one:Address", "http://one"), ("Services:own:Hosts:0", "own"), ("Services:own:Routes:all:Weights:one", "1"));

        Assert.Equal("own: one=1", app.Table);
        Assert.Single(app.Findings);
    }

    [Fact]
    public async Task Kind_InstalledLater_IsFollowedFromThenOn()
    {
        await using var server = await ApiServer.StartAsync(ApiResources.All.Except([ApiResources.HttpRoutes]));
        server.Apply(ApiResources.Services, Sample.Service("web"));
        server.Apply(ApiResources.Services, Sample.Service("web-v2"));
        await using var app = ClusterApp.Start(server, time: _clock);
        Assert.Equal("", app.Table);
        Assert.Empty(app.Findings);
        Assert.Contains("httproutes.gateway.networking.k8s.io", app.Detail<string[]>("notServed"));

        server.Install(ApiResources.HttpRoutes);
        server.Apply(ApiResources.HttpRoutes, Sample.HttpRoute("web", ("web-v2", 1)));
        _clock.Advance(TimeSpan.FromSeconds(31));

        await app.UntilTableAsync("web.shop: web-v2.shop=1");
    }

    [Fact]
    public async Task Kind_ThatIsMissing_KeepsItsObjectsUntilItIsMissingAgain()
    {
        await using var app = Start();
        await WatchedAsync();
        _server.Uninstall(ApiResources.VirtualServices);
        _server.ResetWatches();
        await app.UntilAsync(() => app.Detail<string[]>("notServed").Contains("virtualservices.networking.istio.io"));
        Assert.Equal("a.shop: v1.example=1", app.Table);

        await app.UntilTableAsync("");
        _server.Install(ApiResources.VirtualServices);
        await app.UntilTableAsync("a.shop: v1.example=1");
    }

    [Fact]
    public async Task Discovery_OfSeveralVersions_DecidesWhichIsRead()
    {
        var old = ApiResources.TrafficSplits with { Versions = ["v1alpha2"] };
        await using var server = await ApiServer.StartAsync([ApiResources.Services, ApiResources.VirtualServices, old]);
        await using var app = ClusterApp.Start(server, time: _clock);

        Assert.Contains(server.Requests, r => r.Target.StartsWith("/apis/split.smi-spec.io/v1alpha2/namespaces/shop/trafficsplits?limit=500", StringComparison.Ordinal));
        Assert.Contains(server.Requests, r => r.Target.StartsWith("/apis/networking.istio.io/v1/namespaces/shop/virtualservices?limit=500", StringComparison.Ordinal));
        Assert.DoesNotContain(server.Requests, r => r.Plural == "httproutes");
    }

    [Fact]
    public async Task List_ThatIsNeverAnswered_IsTriedAgain()
    {
        _server.Faults.Hang(r => r is { Plural: "virtualservices", Verb: "list" });
        var starting = Task.Run(() => Start(), Ended);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(3));
        while (!starting.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            await timer.WaitForNextTickAsync(Ended);
        }

        await using var app = await starting;
        Assert.Equal("", app.Table);
        await app.UntilTableAsync("a.shop: v1.example=1");
    }

    [Fact]
    public async Task TooManyRequests_WithRetryAfter_AreWaitedOut()
    {
        await using var app = Start();
        await WatchedAsync();
        _server.Faults.Answer(429, r => r is { Plural: "virtualservices", Verb: "watch" }, retryAfter: 7);
        var before = Watches();
        _server.EndWatches();
        await app.UntilAsync(() => Watches() == before + 1);
        var refused = _clock.GetUtcNow();
        await app.UntilAsync(() => Watches() == before + 2);

        // The clock ran on between the refusal and its notice.
        Assert.InRange((_clock.GetUtcNow() - refused).TotalSeconds, 6.5, 60);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Failures_OfTheServer_LeaveTheTableAndAreTriedAgain(int status)
    {
        await using var app = Start();
        await WatchedAsync();
        using var seen = new SeenTables(app);
        _server.Faults.Answer(status, times: 200);
        _server.ResetWatches();
        _server.ApplyVirtualService("a", "v2");
        await app.UntilAsync(() => app.Findings.Any(f => f.Severity is FindingSeverity.Error));
        Assert.Contains("cannot be followed any more", app.Source.Status!.Problem, StringComparison.Ordinal);
        Assert.Equal("a.shop: v1.example=1", app.Table);
        _server.Faults.Clear();

        await app.UntilTableAsync("a.shop: v2.example=1");
        await app.UntilAsync(() => app.Source.Status!.Problem is null && !app.Findings.Any());
        Assert.DoesNotContain("", seen.Tables);
    }

    private ClusterApp Start() => ClusterApp.Start(_server, time: _clock);

    private Task WatchedAsync() => _server.WaitForWatchAsync(ApiResources.VirtualServices, Ended);

    private int Watches() => _server.Requests.Count(r => r is { Plural: "virtualservices", Verb: "watch" });
}

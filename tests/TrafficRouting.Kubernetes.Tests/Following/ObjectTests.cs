using TrafficRouting.TestKit.Kubernetes;

namespace TrafficRouting.Kubernetes.Tests.Following;

/// <summary>Each object by itself: which are followed, and what becomes of those that break.</summary>
public sealed class ObjectTests : IAsyncLifetime
{
    private ApiServer _server = null!;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ApiServer.StartAsync();
        _server.ApplyVirtualService("a", "v1");
        _server.ApplyVirtualService("b", "v1");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Object_ThatBreaks_StaysAtItsLastGoodVersion_AndTheOthersMoveOn()
    {
        await using var app = ClusterApp.Start(_server);
        _server.Apply(ApiResources.VirtualServices, Sample.Broken("a"));
        _server.ApplyVirtualService("b", "v2");

        await app.UntilTableAsync("a.shop: v1.example=1; b.shop: v2.example=1");
        await app.UntilAsync(() => app.Findings.Any(f => f.Severity is FindingSeverity.Error));
        Assert.Contains(app.Findings, f => f.Location.ToString() == "virtualservices.networking.istio.io/shop/a");
        Assert.Contains("virtualservices.networking.istio.io/shop/a", app.Detail<Dictionary<string, string[]>>("findings").Keys);

        _server.ApplyVirtualService("a", "v3");
        await app.UntilTableAsync("a.shop: v3.example=1; b.shop: v2.example=1");
        Assert.DoesNotContain(app.Findings, f => f.Severity is FindingSeverity.Error);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Object_MadeAnewAndBroken_IsLeftOut_HoweverLateItIsSeen(bool isCompacted)
    {
        await using var app = ClusterApp.Start(_server);
        await _server.WaitForWatchAsync(ApiResources.VirtualServices, Ended);
        await _server.StopAsync();
        _server.Delete(ApiResources.VirtualServices, "a");
        _server.Apply(ApiResources.VirtualServices, Sample.Broken("a"));
        _server.ApplyVirtualService("b", "v2");
        if (isCompacted)
            _server.Compact();
        await _server.RestartAsync();

        await app.UntilTableAsync("b.shop: v2.example=1");
        Assert.Contains(app.Findings, f => f.Severity is FindingSeverity.Error && f.Location.ToString() == "virtualservices.networking.istio.io/shop/a");

        _server.ApplyVirtualService("a", "v3");
        await app.UntilTableAsync("a.shop: v3.example=1; b.shop: v2.example=1");
    }

    [Fact]
    public async Task Object_ThatClashesWithTheSection_WaitsAlone()
    {
        await using var app = ClusterApp.Start(_server, settings: [("Backends:own:Address", "http://own"), ("Services:own:Hosts:0", "c.example"), ("Services:own:Routes:all:Weights:own", "1")]);
        _server.ApplyVirtualService("c", "v1");
        _server.ApplyVirtualService("a", "v2");
        await app.UntilTableAsync("a.shop: v2.example=1; b.shop: v1.example=1; own: own=1");

        // What is in force already keeps its version when it takes a host that is taken.
        var content = Sample.VirtualService("b", "v2");
        content["spec"]!["hosts"]!.AsArray().Add("c.example");
        _server.Apply(ApiResources.VirtualServices, content);
        _server.ApplyVirtualService("a", "v3");
        await app.UntilTableAsync("a.shop: v3.example=1; b.shop: v1.example=1; own: own=1");

        _server.Delete(ApiResources.VirtualServices, "c");
        _server.ApplyVirtualService("b", "v3");
        await app.UntilTableAsync("a.shop: v3.example=1; b.shop: v3.example=1; own: own=1");
    }

    [Fact]
    public async Task Field_OfANewerVersion_IsAWarning()
    {
        var content = Sample.VirtualService("a", "v1");
        content["spec"]!["http"]![0]!["teleport"] = true;
        _server.Apply(ApiResources.VirtualServices, content);
        await using var app = ClusterApp.Start(_server);

        Assert.Equal("a.shop: v1.example=1; b.shop: v1.example=1", app.Table);
        Assert.Equal((FindingSeverity.Warning, true), app.Findings.Where(f => f.ToString().Contains("teleport", StringComparison.Ordinal)).Select(f => (f.Severity, true)).Single());
    }

    [Fact]
    public async Task Change_OfTheStatusAlone_MakesNoTable()
    {
        await using var app = ClusterApp.Start(_server);
        await _server.WaitForWatchAsync(ApiResources.VirtualServices, Ended);
        var tables = (int)app.Source.Status!.Details["tables"];
        var content = Sample.VirtualService("a", "v1");
        content["status"] = Sample.Parse("""{ "conditions": [ { "type": "Reconciled" } ] }""");
        _server.Apply(ApiResources.VirtualServices, content);
        var version = _server.Objects.Version;
        _server.EndWatches();
        await app.UntilAsync(() => _server.Requests.Any(r => r is { Plural: "virtualservices", Verb: "watch" } && r.Target.Contains($"resourceVersion={version}&", StringComparison.Ordinal)));
        _server.ApplyVirtualService("b", "v2");
        await app.UntilTableAsync("a.shop: v1.example=1; b.shop: v2.example=1");

        Assert.Equal(tables + 1, app.Source.Status!.Details["tables"]);
    }

    [Fact]
    public async Task Selector_OfLabels_ChoosesTheRules()
    {
        await using var app = ClusterApp.Start(_server, o => o.LabelSelector = "team=b");
        Assert.Equal("b.shop: v1.example=1", app.Table);
        await _server.WaitForWatchAsync(ApiResources.VirtualServices, Ended);

        var content = Sample.VirtualService("a", "v2");
        content["metadata"]!["labels"]!["team"] = "b";
        _server.Apply(ApiResources.VirtualServices, content);
        await app.UntilTableAsync("a.shop: v2.example=1; b.shop: v1.example=1");

        _server.ApplyVirtualService("a", "v2");
        await app.UntilTableAsync("b.shop: v1.example=1");
    }

    [Fact]
    public async Task Namespaces_SeveralOrAll_AreFollowed()
    {
        _server.Apply(ApiResources.VirtualServices, Sample.VirtualService("c", "v1", @namespace: "bar"));
        _server.Apply(ApiResources.VirtualServices, Sample.VirtualService("d", "v1", @namespace: "zoo"));
        await using var two = ClusterApp.Start(_server, o => o.Namespaces.Add("bar"));
        await using var all = ClusterApp.Start(_server, o => o.Namespaces[0] = "*");

        Assert.Equal("a.shop: v1.example=1; b.shop: v1.example=1; c.bar: v1.example=1", two.Table);
        Assert.Equal("a.shop: v1.example=1; b.shop: v1.example=1; c.bar: v1.example=1; d.zoo: v1.example=1", all.Table);
        Assert.Contains(_server.Requests, r => r.Target.StartsWith("/api/v1/services?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Kinds_ThatAreNotWanted_AreNotAskedFor()
    {
        await using var app = ClusterApp.Start(_server, o => o.Kinds = KubernetesKinds.Services | KubernetesKinds.Smi);

        Assert.Equal("", app.Table);
        Assert.Equal(["httproutegroups", "services", "trafficsplits"], _server.Requests.Select(r => r.Plural).Where(p => p.Length > 0).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Namespaces_WhoseLabelsAListenerChoosesBy_AreFollowedOnRequest()
    {
        _server.Apply(ApiResources.Namespaces, Sample.Parse("""{ "metadata": { "name": "shop", "labels": { "stage": "live" } } }"""));
        _server.Apply(ApiResources.Gateways, Sample.Parse("""
            { "metadata": { "name": "edge", "namespace": "shop" },
              "spec": { "gatewayClassName": "any", "listeners": [ { "name": "http", "port": 80, "protocol": "HTTP", "hostname": "web.example",
                "allowedRoutes": { "namespaces": { "from": "Selector", "selector": { "matchLabels": { "stage": "live" } } } } } ] } }
            """));
        _server.Apply(ApiResources.Services, Sample.Service("web"));
        _server.Apply(ApiResources.HttpRoutes, Sample.Parse("""
            { "metadata": { "name": "web", "namespace": "shop" }, "spec": { "parentRefs": [ { "name": "edge" } ], "rules": [ { "backendRefs": [ { "name": "web", "port": 80 } ] } ] } }
            """));
        await using var app = ClusterApp.Start(_server, o => o.Kinds |= KubernetesKinds.Namespaces);

        Assert.Contains("web.example: web.shop=1", app.Table, StringComparison.Ordinal);
        Assert.Contains(_server.Requests, r => r.Target.StartsWith("/api/v1/namespaces?limit=500", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Section_LiesOverTheCluster()
    {
        await using var app = ClusterApp.Start(_server, settings: ("Services:a.shop:Enabled", "false"));

        Assert.False(app.Options.Services["a.shop"].Enabled);
        Assert.True(app.Options.Services["b.shop"].Enabled);
    }

    [Fact]
    public async Task Hosts_ThatAreNotAllowed_AreLeftOutWithAWarning()
    {
        var content = Sample.VirtualService("a", "v1");
        content["spec"]!["hosts"]!.AsArray().Add("bank.example");
        _server.Apply(ApiResources.VirtualServices, content);
        await using var app = ClusterApp.Start(_server, o =>
        {
            o.AllowedHosts.Add("a.example");
            o.AllowedHosts.Add("*.shop.svc.cluster.local");
        });

        Assert.Equal("a.shop: v1.example=1", app.Table);
        Assert.Equal(["a.example"], app.Options.Services["a.shop"].Hosts);
        Assert.Equal(2, app.Findings.Count(f => f.Severity is FindingSeverity.Warning && f.Message.Contains("AllowedHosts", StringComparison.Ordinal)));

        _server.ApplyVirtualService("a", "v2");
        await app.UntilTableAsync("a.shop: v2.example=1");
    }
}

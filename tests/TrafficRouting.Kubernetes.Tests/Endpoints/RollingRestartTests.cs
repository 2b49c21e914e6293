using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TrafficRouting.TestKit;
using TrafficRouting.TestKit.Kubernetes;

namespace TrafficRouting.Kubernetes.Tests.Endpoints;

/// <summary>A backend whose Pods are replaced one after the other loses no request that another of them could take.</summary>
public sealed class RollingRestartTests : IAsyncLifetime
{
    private const int Pods = 3;

    private readonly BackendServer[] _pods = new BackendServer[Pods];
    private readonly CancellationTokenSource _stopping = new();
    private ApiServer _server = null!;
    private int _calls;

    public async ValueTask InitializeAsync()
    {
        _server = await ApiServer.StartAsync();
        _server.Apply(ApiResources.Services, Sample.Service("web"));
        _server.Apply(ApiResources.HttpRoutes, Sample.HttpRoute("web", ("web", 1)));
        for (var i = 0; i < Pods; i++)
            await StartPodAsync(i);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pod in _pods)
            await pod.DisposeAsync();
        await _server.DisposeAsync();
        _stopping.Dispose();
    }

    [Fact]
    public async Task Pods_ThatServeUntilTheirEndIsKnown_AreReplacedWithoutALoss()
    {
        await using var app = Start();
        var calls = CallAsync(app);
        for (var i = 0; i < Pods; i++)
        {
            Announce(i, """{ "ready": false, "serving": true, "terminating": true }""");
            await app.UntilAsync(() => Endpoints(app) == Pods - 1);
            // Whoever chose it before is through.
            var seen = Volatile.Read(ref _calls);
            await app.UntilAsync(() => Volatile.Read(ref _calls) > seen + 2);
            await _pods[i].DisposeAsync();
            await StartPodAsync(i);
            await app.UntilAsync(() => Endpoints(app) == Pods);
        }

        await _stopping.CancelAsync();
        Assert.Empty(await calls);
    }

    [Fact]
    public async Task Pods_ThatAreKilled_LoseNothingWithFailover()
    {
        string route;
        await using (var first = Start())
            route = first.Options.Services["web.shop"].Routes.Keys.Single();
        // A third of the calls needs a second try, which the budget must allow.
        var failover = $"Services:web.shop:Routes:{route}:Failover";
        await using var app = Start(($"{failover}:Attempts", "3"), ($"{failover}:Budget", "1"), ($"{failover}:To", "SameBackend"));
        var calls = CallAsync(app);
        for (var i = 0; i < Pods; i++)
        {
            await _pods[i].DisposeAsync();
            var seen = Volatile.Read(ref _calls);
            await app.UntilAsync(() => Volatile.Read(ref _calls) > seen + 20);
            await StartPodAsync(i);
            await app.UntilAsync(() => Endpoints(app) == Pods && app.Options.Backends["web.shop"].Endpoints.Values.Any(e => e.Address == _pods[i].Address.ToString().TrimEnd('/')));
        }

        await _stopping.CancelAsync();
        Assert.Empty(await calls);
    }

    [Fact]
    public async Task Client_MadeBeforeTheRoute_IsRoutedByIt()
    {
        _server.Delete(ApiResources.HttpRoutes, "web");
        await using var app = Start();
        using var client = app.CreateClient();
        _server.Apply(ApiResources.HttpRoutes, Sample.HttpRoute("web", ("web", 1)));
        await app.UntilAsync(() => app.Options.Services.Count == 1);

        using var answer = await client.GetAsync("http://web/", TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode);
    }

    private static int Endpoints(ClusterApp app) => app.Options.Backends["web.shop"].Endpoints.Count;

    private ClusterApp Start(params (string Key, string? Value)[] settings) => ClusterApp.Start(_server, o => o.Kinds |= KubernetesKinds.EndpointSlices, settings: settings);

    private async Task<List<string>> CallAsync(ClusterApp app)
    {
        using var client = app.CreateClient();
        var lost = new List<string>();
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                using var answer = await client.GetAsync("http://web/", CancellationToken.None);
                if (!answer.IsSuccessStatusCode)
                    lost.Add(answer.StatusCode.ToString());
            }
            catch (HttpRequestException e)
            {
                lost.Add(e.Message);
            }

            Interlocked.Increment(ref _calls);
        }

        return lost;
    }

    // In one write: an answer that has begun is lost with its pod, whoever sends the request again.
    private static async Task AnswerWholeAsync(HttpContext context)
    {
        context.Response.ContentLength = 2;
        await context.Response.Body.WriteAsync("ok"u8.ToArray(), context.RequestAborted);
    }

    private async Task StartPodAsync(int which)
    {
        _pods[which] = await BackendServer.StartAsync("pod", AnswerWholeAsync, record: false);
        Announce(which, """{ "ready": true }""");
    }

    private void Announce(int which, string conditions) => _server.Apply(ApiResources.EndpointSlices, new()
    {
        ["metadata"] = new JsonObject { ["name"] = $"web-{which}", ["namespace"] = "shop", ["labels"] = new JsonObject { ["kubernetes.io/service-name"] = "web" } },
        ["addressType"] = "IPv4",
        ["ports"] = new JsonArray(new JsonObject { ["name"] = "http", ["port"] = _pods[which].Address.Port }),
        ["endpoints"] = new JsonArray(new JsonObject { ["addresses"] = new JsonArray("127.0.0.1"), ["conditions"] = JsonNode.Parse(conditions) }),
    });
}

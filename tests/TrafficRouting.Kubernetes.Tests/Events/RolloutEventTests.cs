using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using TrafficRouting.Kubernetes.Tests.Stores;
using TrafficRouting.Rollouts;
using TrafficRouting.TestKit.Kubernetes;

namespace TrafficRouting.Kubernetes.Tests.Events;

/// <summary>What <c>kubectl describe service</c> shows of rollouts.</summary>
public sealed class RolloutEventTests : IAsyncLifetime
{
    private readonly StoreCluster _cluster = new();
    private readonly FakeLogCollector _log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _cluster.InitializeAsync();
        _cluster.Server.Apply(ApiResources.Services, Sample.Service("reviews"));
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Rollout_OfTwoReplicas_IsToldOnceEachStep()
    {
        using var one = await StartAsync();
        using var two = await StartAsync();
        await EventAsync("RolloutAdvanced");

        await Controller(two).PromoteFullAsync("reviews", Cancellation);
        await EventAsync("RolloutPromoted");
        await Controller(one).AbortAsync("reviews", Cancellation);
        await EventAsync("RolloutAborted");
        await one.StopAsync(Cancellation);
        await two.StopAsync(Cancellation);

        var events = Events();
        Assert.Equal(events.Select(e => (string?)e["reason"] + (string?)e["message"]).Distinct(StringComparer.Ordinal), events.Select(e => (string?)e["reason"] + (string?)e["message"]));
        Assert.Contains("RolloutStarted", events.Select(e => (string?)e["reason"]));
        var promoted = events.Single(e => (string?)e["reason"] == "RolloutPromoted");
        Assert.Equal(("Normal", "Rollout reviews: Completed, 100 % to v2: promoted in full by command"), ((string?)promoted["type"], (string?)promoted["message"]));
        var service = _cluster.Server.Objects.Find(ApiResources.Services, "shop", "reviews")!.Content["metadata"]!;
        Assert.Equal(("Service", "reviews", (string?)service["uid"]), ((string?)promoted["involvedObject"]!["kind"], (string?)promoted["involvedObject"]!["name"], (string?)promoted["involvedObject"]!["uid"]));
        Assert.Equal("Warning", (string?)events.Single(e => (string?)e["reason"] == "RolloutAborted")["type"]);
    }

    [Fact]
    public async Task Rights_Missing_AreOneWarningWithTheLinesAndTheRolloutGoesOn()
    {
        _cluster.Server.Faults.Forbid(ApiResources.Events, "shop", "create");
        using var app = await StartAsync();
        await Controller(app).PromoteFullAsync("reviews", Cancellation);
        await app.StopAsync(Cancellation);

        Assert.Empty(Events());
        var warning = Assert.Single(_log.GetSnapshot(), r => r.Category!.EndsWith("RolloutEvents", StringComparison.Ordinal));
        Assert.Equal(LogLevel.Warning, warning.Level);
        Assert.Contains("resources: [\"events\"]\n  verbs: [\"create\"]", warning.Message, StringComparison.Ordinal);
        Assert.Equal(RolloutPhase.Completed, Controller(app).Find("reviews")!.State!.Phase);
    }

    [Fact]
    public async Task Service_ThatIsNotThere_IsToldNothing()
    {
        using var app = await StartAsync("ratings");
        await Controller(app).PromoteFullAsync("reviews", Cancellation);
        await app.StopAsync(Cancellation);

        Assert.Empty(Events());
        Assert.DoesNotContain(_log.GetSnapshot(), r => r.Category!.EndsWith("RolloutEvents", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Service_OfAnotherNamespace_IsToldThere()
    {
        _cluster.Server.Objects.Apply(ApiResources.Services, (JsonObject)JsonNode.Parse("""{"metadata":{"name":"reviews","namespace":"books"},"spec":{}}""")!);
        using var app = await StartAsync("reviews.books");
        await app.StopAsync(Cancellation);

        Assert.All(Events(), e => Assert.Equal("books", (string?)e["metadata"]!["namespace"]));
        Assert.NotEmpty(Events());
    }

    private static IRolloutController Controller(IHost app) => app.Services.GetRequiredService<IRolloutController>();

    private async Task<IHost> StartAsync(string service = "reviews")
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.AddProvider(new FakeLoggerProvider(_log));
        builder.Services.AddTrafficRouting(routing =>
            {
                routing.AddBackend("v1", "http://v1").AddBackend("v2", "http://v2");
                routing.Services[service] = new() { Hosts = { "reviews" }, Routes = { ["default"] = new() { Weights = { ["v1"] = 100 } } } };
            })
            .AddRollouts(rollouts => rollouts.Rollouts["reviews"] = new()
            {
                Service = service,
                Route = "default",
                Stable = "v1",
                Canary = "v2",
                Steps = { new() { SetWeight = 20 }, new() { Analyze = new() { Count = 100 } } },
            })
            .AddKubernetesStore(_cluster.Configure)
            .AddKubernetesEvents(_cluster.Configure);
        var app = builder.Build();
        await app.StartAsync(Cancellation);
        return app;
    }

    private List<JsonObject> Events() => [.. _cluster.Server.Objects.List(ApiResources.Events).Objects.Select(o => o.Content)];

    private async Task EventAsync(string reason)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!Events().Exists(e => (string?)e["reason"] == reason))
            await tick.WaitForNextTickAsync(Cancellation);
    }
}

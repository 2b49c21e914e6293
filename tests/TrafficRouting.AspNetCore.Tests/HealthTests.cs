using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TrafficRouting.Rollouts;

namespace TrafficRouting.AspNetCore.Tests;

public sealed class HealthTests
{
    [Fact]
    public async Task Health_OfWhatIsInForce_IsHealthy()
    {
        await using var app = await StartAsync();

        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(app)).Status);
    }

    [Fact]
    public async Task Health_AfterARejectedReload_IsDegradedUntilItIsRight_AndSaysWhat()
    {
        await using var app = await StartAsync();

        app.Reload("TrafficRouting:Services:reviews:Routes:default:Weights:v3", "1");
        var broken = await CheckAsync(app);
        app.Reload("TrafficRouting:Services:reviews:Routes:default:Weights:v3", null);

        Assert.Equal(HealthStatus.Degraded, broken.Status);
        Assert.Contains("v3", ((string[])broken.Data["configuration"])[0], StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(app)).Status);
    }

    [Fact]
    public async Task Health_WithAnotherStatus_ReportsThat()
    {
        await using var app = await StartAsync(HealthStatus.Unhealthy);

        app.Reload("TrafficRouting:Services:reviews:Routes:default:Weights:v3", "1");

        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(app)).Status);
    }

    [Fact]
    public async Task Health_WithAStoreThatCannotBeReached_IsDegraded_AndNamesTheRollout()
    {
        await using var app = await StartAsync();
        BrokenStore.Of(app).IsBroken = true;

        await Assert.ThrowsAsync<RolloutStoreException>(() => app.Services.GetRequiredService<IRolloutController>().PromoteAsync("reviews", TestContext.Current.CancellationToken));
        var report = await CheckAsync(app);

        Assert.Equal(HealthStatus.Degraded, report.Status);
        Assert.Equal("The store cannot be used: The disk is full.", report.Data["rollout reviews"]);
    }

    [Fact]
    public async Task Health_WithARolledBackRollout_IsDegraded_AndSaysWhy()
    {
        await using var app = await StartAsync(v2Fails: true);

        var report = await CheckAsync(app);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (report.Status == HealthStatus.Healthy && !patience.IsCancellationRequested)
        {
            await app.CallAsync(40);
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            report = await CheckAsync(app);
        }

        Assert.Equal(RolloutPhase.RolledBack, app.Services.GetRequiredService<IRolloutController>().Find("reviews")!.State!.Phase);
        Assert.Equal(HealthStatus.Degraded, report.Status);
        Assert.Contains("rolled back", report.Description, StringComparison.Ordinal);
        Assert.Contains("analysis failed", (string)report.Data["rollout reviews"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_OfASourceThatIsBehind_IsDegraded_AndSaysWhy()
    {
        await using var app = await StartAsync(source: new("httproutes cannot be followed any more"));

        var report = await CheckAsync(app);

        Assert.Equal(HealthStatus.Degraded, report.Status);
        Assert.Contains("the cluster: httproutes cannot be followed any more", report.Description, StringComparison.Ordinal);
        Assert.Equal(3, ((IReadOnlyDictionary<string, object>)report.Data["the cluster"])["objects"]);
    }

    [Fact]
    public async Task Health_OfASourceThatFollows_ShowsItsNumbers()
    {
        await using var app = await StartAsync(source: new(null));

        var report = await CheckAsync(app);

        Assert.Equal(HealthStatus.Healthy, report.Status);
        Assert.Contains("the cluster", report.Data.Keys);
    }

    private static Task<PageApp> StartAsync(HealthStatus status = HealthStatus.Degraded, bool v2Fails = false, StatusSource? source = null) => PageApp.StartAsync(
        services: services =>
        {
            if (source is not null)
                services.AddKeyedSingleton<RoutingSource>("", source);
            services.AddSingleton<IRolloutStore, BrokenStore>();
            services.AddHealthChecks().AddTrafficRouting(failureStatus: status);
        },
        configure: keys =>
        {
            PageRollout.Add(keys);
            keys["TrafficRouting:Rollouts:reviews:Steps:0:SetWeight"] = "50";
        },
        v2: v2Fails ? PageApp.FailAsync : null);

    private static async Task<HealthReportEntry> CheckAsync(PageApp app) =>
        (await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken)).Entries["traffic_routing"];
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace TrafficRouting.Rollouts.Tests.Reloading;

/// <summary>Rollouts of the same name in several tables know nothing of each other, also in the same store.</summary>
public sealed class NamedTableTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rollouts-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Rollouts_OfTwoTablesInOneStore_GoTheirOwnWay()
    {
        using (var host = Host())
        {
            await host.StartAsync(Token);
            await host.Services.GetRequiredKeyedService<IRolloutController>("payments").AbortAsync("reviews", Token);

            Assert.Equal((20, RolloutPhase.Analyzing), Shown(host.Services.GetRequiredService<IRolloutController>(), host.Services.GetRequiredService<TrafficRouter>()));
            Assert.Equal((0, RolloutPhase.Aborted), Shown(host.Services.GetRequiredKeyedService<IRolloutController>("payments"), host.Services.GetRequiredKeyedService<TrafficRouter>("payments")));
            await host.StopAsync(Token);
        }

        // A restart finds both as they were.
        using var again = Host();
        await again.StartAsync(Token);
        Assert.Equal((20, RolloutPhase.Analyzing), Shown(again.Services.GetRequiredService<IRolloutController>(), again.Services.GetRequiredService<TrafficRouter>()));
        Assert.Equal((0, RolloutPhase.Aborted), Shown(again.Services.GetRequiredKeyedService<IRolloutController>("payments"), again.Services.GetRequiredKeyedService<TrafficRouter>("payments")));
        Assert.Equal("canary", again.Services.GetRequiredService<IOptionsMonitor<RolloutsOptions>>().Get("payments").Rollouts["reviews"].Canary);
        await again.StopAsync(Token);
    }

    [Fact]
    public async Task Rollouts_UntilTheHostStarts_GiveTheCanaryNothing()
    {
        using var host = Host();

        var weights = host.Services.GetRequiredService<TrafficRouter>().Table.Services.Single().Routes.Single().Backends.Select(b => (b.Backend.Name, b.Weight));
        Assert.Equal([("canary", 0), ("stable", 100)], weights.Order());

        await host.StartAsync(Token);
        Assert.Equal(20, Shown(host.Services.GetRequiredService<IRolloutController>(), host.Services.GetRequiredService<TrafficRouter>()).Weight);
        await host.StopAsync(Token);
    }

    private static (int Weight, RolloutPhase Phase) Shown(IRolloutController controller, TrafficRouter router) => (
        router.Table.Services.Single().Routes.Single().Backends.Single(b => b.Backend.Name == "canary").Weight,
        controller.Find("reviews")!.State!.Phase);

    private IHost Host()
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(new[] { "TrafficRouting", "Payments" }.SelectMany(Settings));
        builder.Services.AddTrafficRouting(builder.Configuration.GetSection("TrafficRouting")).AddRollouts().AddRolloutFileStore(_folder.FullName);
        builder.Services.AddTrafficRouting("payments", builder.Configuration.GetSection("Payments")).AddRollouts().AddRolloutFileStore(_folder.FullName);
        return builder.Build();
    }

    private static IEnumerable<KeyValuePair<string, string?>> Settings(string section) => new Dictionary<string, string?>
    {
        ["Backends:stable:Address"] = "http://stable",
        ["Backends:canary:Address"] = "http://canary",
        ["Services:reviews:Hosts:0"] = "reviews",
        ["Services:reviews:Routes:all:Weights:stable"] = "1",
        ["Rollouts:reviews:Service"] = "reviews",
        ["Rollouts:reviews:Route"] = "all",
        ["Rollouts:reviews:Stable"] = "stable",
        ["Rollouts:reviews:Canary"] = "canary",
        ["Rollouts:reviews:StepWeight"] = "20",
    }.Select(pair => KeyValuePair.Create($"{section}:{pair.Key}", pair.Value));
}

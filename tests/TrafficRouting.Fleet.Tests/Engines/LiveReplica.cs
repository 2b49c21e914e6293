using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Rollouts;

namespace TrafficRouting.Fleet.Tests.Engines;

/// <summary>A replica as an application has it: its own services, routing, rollouts and connection, by the clock of the machine.</summary>
internal sealed class LiveReplica : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    private LiveReplica(ServiceProvider provider) => _provider = provider;

    public RolloutStatus Status => Controller.Find("reviews")!;

    /// <summary>Gets the canary's weight in force.</summary>
    public double Weight => _provider.GetRequiredService<TrafficRouter>().Table.Services.Single().Routes.Single().Backends.Where(b => b.Backend.Name == "v2").Sum(b => b.Weight);

    public IRolloutController Controller => _provider.GetRequiredService<IRolloutController>();

    /// <summary>Starts a replica of a rollout that sets 20 % and analyses for ever.</summary>
    /// <param name="addStore">Adds its store.</param>
    /// <param name="staleAfter">The seconds without the store after which all traffic goes to stable; 0 for never.</param>
    public static async Task<LiveReplica> StartAsync(Action<ITrafficRoutingBuilder> addStore, int staleAfter = 0)
    {
        var keys = new Dictionary<string, string?>
        {
            ["Backends:v1:Address"] = "http://v1",
            ["Backends:v2:Address"] = "http://v2",
            ["Services:reviews:Hosts:0"] = "reviews",
            ["Services:reviews:Routes:default:Weights:v1"] = "100",
            ["Rollouts:reviews:Service"] = "reviews",
            ["Rollouts:reviews:Route"] = "default",
            ["Rollouts:reviews:Stable"] = "v1",
            ["Rollouts:reviews:Canary"] = "v2",
            ["Rollouts:reviews:Steps:0:SetWeight"] = "20",
            ["Rollouts:reviews:Steps:1:Analyze:Count"] = "100",
            ["Rollouts:reviews:OnInconclusive"] = "Wait",
            ["Rollouts:reviews:Analysis:Interval"] = "00:00:01",
        };
        if (staleAfter > 0)
        {
            keys["Rollouts:reviews:StaleAfter"] = TimeSpan.FromSeconds(staleAfter).ToString();
            keys["Rollouts:reviews:WhenStale"] = "Stable";
        }

        var services = new ServiceCollection().AddLogging();
        var routing = services.AddTrafficRouting(new ConfigurationBuilder().AddInMemoryCollection(keys.Select(k => KeyValuePair.Create($"TrafficRouting:{k.Key}", k.Value))).Build().GetSection("TrafficRouting")).AddRollouts();
        addStore(routing);
        var replica = new LiveReplica(services.BuildServiceProvider());
        await replica.Controller.StartAsync(TestContext.Current.CancellationToken);
        return replica;
    }

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(Func<bool> isThere)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!isThere())
            await tick.WaitForNextTickAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}

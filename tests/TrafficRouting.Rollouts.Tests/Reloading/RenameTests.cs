using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.TestKit;

namespace TrafficRouting.Rollouts.Tests.Reloading;

/// <summary>A canary that is renamed in backends, weights and rollouts in one save starts anew in one step: no table in between shows anything else.</summary>
public sealed class RenameTests
{
    private const int Renames = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly (int Stable, int Canary)[] Meant = [(100, 0), (80, 20)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Canary_RenamedWithBadLoadsBetween_ShowsNoOtherTable()
    {
        var files = new EditableFiles { ["routing.json"] = Settings(0) };
        var builder = new ConfigurationBuilder();
        files.AddTo(builder, "routing.json");
        var services = new ServiceCollection();
        services.AddTrafficRouting(builder.Build().GetSection("TrafficRouting")).AddRollouts().AddRolloutStore(_ => new HesitantStore(new MemoryRolloutStore()));
        await using var provider = services.BuildServiceProvider();
        var controller = provider.GetRequiredService<IRolloutController>();
        var router = provider.GetRequiredService<TrafficRouter>();
        var (tables, transitions) = (new ConcurrentDictionary<RouteTable, byte>(), new ConcurrentQueue<RolloutTransition>());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var watching = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
                tables.TryAdd(router.Table, 0);
        }, Token);
        router.TableChanged += (_, _) => tables.TryAdd(router.Table, 0);
        controller.Transitioned += (_, e) => transitions.Enqueue(e.Transition);
        await controller.StartAsync(Token);

        for (var i = 1; i <= Renames; i++)
        {
            files["routing.json"] = (i % 4) switch
            {
                0 => "{ \"TrafficRouting\": {",
                1 => Settings(i).Replace("\"Canary\"", "\"Canray\"", StringComparison.Ordinal),
                2 => Settings(i).Replace("\"Weights\": { \"stable\": 50", "\"Weights\": { \"stable\": -1", StringComparison.Ordinal),
                _ => Settings(i - 1),
            };
            await StartedAsync(router, controller, $"canary{i}", () => files["routing.json"] = Settings(i));
        }

        await stop.CancelAsync();
        await watching;
        Assert.All(tables.Keys, table => Assert.Contains(Shown(table), Meant));
        Assert.True(tables.Count >= 2 * Renames, $"{tables.Count} tables were seen.");
        Assert.DoesNotContain(transitions, t => t.To is RolloutPhase.Aborted or RolloutPhase.RolledBack);
        Assert.Equal(Renames, transitions.Count(t => t.To is RolloutPhase.Pending));
    }

    // What the only route gives to the only canary there is; a backend of another load would be a third.
    private static (int Stable, int Canary) Shown(RouteTable table)
    {
        var route = table.Services.Single().Routes.Single();
        Assert.Equal(table.Backends.Keys.Order(StringComparer.Ordinal), route.Backends.Select(b => b.Backend.Name).Order(StringComparer.Ordinal));
        return (route.Backends.Single(b => b.Backend.Name == "stable").Weight, route.Backends.Single(b => b.Backend.Name != "stable").Weight);
    }

    private static async Task StartedAsync(TrafficRouter router, IRolloutController controller, string canary, Action save)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Signal(object? sender, EventArgs e)
        {
            if (router.Table.Services.Single().Routes.Single().Backends.Any(b => b.Backend.Name == canary && b.Weight == 20))
                started.TrySetResult();
        }

        router.TableChanged += Signal;
        save();
        await started.Task.WaitAsync(Patience, Token);
        router.TableChanged -= Signal;
        Assert.Equal(canary, controller.Find("reviews")!.Canary);
    }

    private static string Settings(int canary) =>
        $$"""
        { "TrafficRouting": {
          "Backends": { "stable": { "Address": "http://stable" }, "canary{{canary}}": { "Address": "http://canary{{canary}}" } },
          "Services": { "reviews": { "Hosts": [ "reviews" ], "Routes": { "default": { "Weights": { "stable": 50, "canary{{canary}}": 50 } } } } },
          "Rollouts": { "reviews": { "Service": "reviews", "Route": "default", "Stable": "stable", "Canary": "canary{{canary}}", "StepWeight": 20 } } } }
        """;

    /// <summary>Leaves the thread on each call, so that looks and loads cross.</summary>
    private sealed class HesitantStore(IRolloutStore inner) : IRolloutStore
    {
        public async ValueTask<RolloutState?> ReadAsync(string name, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return await inner.ReadAsync(name, cancellationToken);
        }

        public async ValueTask<bool> TryWriteAsync(RolloutState state, long expectedVersion, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return await inner.TryWriteAsync(state, expectedVersion, cancellationToken);
        }
    }
}

using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace TrafficRouting.Rollouts.Tests.Engine;

/// <summary>Whatever happens to a process, what its router does with the next request fits what its rollout says.</summary>
public sealed class RolloutEngineProperties
{
    private enum Happening
    {
        Good,
        Bad,
        Quiet,
        Hanging,
        LoseCanary,
        RestoreRoutes,
        StoreDown,
        StoreUp,
        Restart,
        ClockBack,
        Promote,
        PromoteFull,
        Pause,
        Resume,
        Abort,
        Retry,
    }

    [Property(MaxTest = 150)]
    public Property Router_AnySequenceOfHappenings_FitsTheRollout() =>
        Prop.ForAll(Gen.Elements(Enum.GetValues<Happening>()).ListOf(20).ToArbitrary(), RunAsync);

    private static async Task RunAsync(List<Happening> happenings)
    {
        var store = new FlakyStore();
        var process = await new RolloutHarness(store: store).StartAsync();
        foreach (var next in happenings)
        {
            process = await HappenAsync(process, store, next);
            Check(process);
        }

        process.Dispose();
    }

    private static async Task<RolloutHarness> HappenAsync(RolloutHarness process, FlakyStore store, Happening next)
    {
        switch (next)
        {
            case Happening.Good:
                process.Good();
                return process;
            case Happening.Bad:
                process.Bad();
                return process;
            case Happening.Hanging:
                process.Hang();
                return process;
            case Happening.Quiet:
                process.Time.Advance(TimeSpan.FromMinutes(3));
                return process;
            case Happening.LoseCanary:
                process.Update(RolloutHarness.Routes(o =>
                {
                    o.Backends.Remove("v2");
                    o.Services["reviews"].Routes["default"].Weights.Remove("v2");
                }));
                return process;
            case Happening.RestoreRoutes:
                process.Update(RolloutHarness.Routes());
                return process;
            case Happening.StoreDown or Happening.StoreUp:
                store.Down = next == Happening.StoreDown;
                return process;
            case Happening.ClockBack:
                process.Time.AdjustTime(process.Time.GetUtcNow().AddHours(-1));
                return process;
            case Happening.Restart:
                process.Dispose();
                store.Down = false;
                var kept = await store.ReadAsync("reviews", TestContext.Current.CancellationToken);
                var restarted = await new RolloutHarness(store: store, time: process.Time).StartAsync();
                if (kept is { IsTerminal: true })
                    Assert.Equal((kept.Phase, kept.Weight), (restarted.Phase, restarted.Status.State!.Weight));
                return restarted;
            default:
                try
                {
                    await process.SendAsync(Enum.Parse<RolloutCommand>(next.ToString()));
                }
                catch (Exception e) when (e is RolloutCommandException || (store.Down && next is not (Happening.Abort or Happening.Pause) && e is RolloutStoreException))
                {
                    // Refused, or not done for want of the store.
                }

                return process;
        }
    }

    private static void Check(RolloutHarness process)
    {
        var (state, weights) = (process.Status.State!, process.Route.Backends.ToDictionary(b => b.Backend.Name, b => b.Weight));
        var canary = weights.GetValueOrDefault("v2");
        if (process.Route.Overlay is not null)
            Assert.Equal(100, weights.Values.Sum());
        if (state.Phase is RolloutPhase.Aborted or RolloutPhase.RolledBack)
            Assert.Equal(0, canary);
        else if (weights.ContainsKey("v2") && process.Route.Overlay is not null)
            Assert.Equal(state.Weight, canary);
        if (process.Route.Overlay is not null && state.Phase is not (RolloutPhase.Promoting or RolloutPhase.Completed))
            Assert.InRange(canary, 0, 40);
    }
}

using System.Collections.Immutable;

namespace TrafficRouting.Rollouts;

/// <summary>What the replicas reported. Windows of different replicas are strata: compared each by itself, never added up.</summary>
internal sealed record FleetEvidence(ImmutableArray<FleetWindow> Windows)
{
    /// <summary>Returns what a state has not counted yet, and the state with it marked as counted.</summary>
    /// <returns>The very same state when there is nothing; the windows of other steps of the attempt; those of its step.</returns>
    public (RolloutState State, RolloutWindow Earlier, RolloutWindow Current) Beyond(RolloutPlan plan, RolloutState state, DateTimeOffset now)
    {
        var news = Windows.Where(w => IsNews(w, state)).ToList();
        var warm = news.Where(w => w.Reported.Age >= plan.Analysis.InitialDelay).ToList();
        var current = warm.Where(w => w.Reported.Step == state.Step).ToList();
        var began = state.StepStartedAt + (current.Count == 0 ? plan.Analysis.InitialDelay : current.Min(w => w.Reported.Age));
        return (
            news.Count == 0 ? state : state with { Replicas = news.Aggregate(state.Replicas, Count) },
            new(DateTimeOffset.MinValue, state.StepStartedAt, StrataOf(warm.Where(w => w.Reported.Step != state.Step))),
            new(began, now, StrataOf(current)));
    }

    /// <summary>Tells whether a window is one that a state would count and has not.</summary>
    public static bool IsNews(FleetWindow window, RolloutState state) =>
        window.Reported.Attempt == state.Attempt
        && window.Reported.Number > (state.Replicas.GetValueOrDefault(window.Replica)?.Window ?? 0)
        && state.IsOf(window.Identity);

    private static ImmutableDictionary<string, ReplicaCount> Count(ImmutableDictionary<string, ReplicaCount> counts, FleetWindow window)
    {
        var before = counts.GetValueOrDefault(window.Replica) ?? new(0, 0, 0);
        return counts.SetItem(window.Replica, new(
            Math.Max(before.Window, window.Reported.Number), before.Canary + window.CanaryRequests, before.Stable + window.StableRequests));
    }

    private static ImmutableArray<Stratum> StrataOf(IEnumerable<FleetWindow> windows) => [.. windows.SelectMany(w => w.Strata)];
}

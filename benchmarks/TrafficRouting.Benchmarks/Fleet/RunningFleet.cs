using System.Diagnostics;
using Fleet;
using TrafficRouting.Rollouts;
using TrafficRouting.Rollouts.Redis;

namespace TrafficRouting.Benchmarks.Fleet;

/// <summary>Processes of replicas under load, and the store they share.</summary>
internal sealed class RunningFleet : IAsyncDisposable
{
    private readonly RedisRolloutStore _store;

    private RunningFleet(FleetSettings settings, List<FleetProcess> members)
    {
        _store = new(settings.Redis, new() { KeyPrefix = settings.Prefix });
        Members = members;
    }

    public List<FleetProcess> Members { get; }

    public static Task<RunningFleet> StartAsync(FleetSettings settings, int processes) => StartAsync([.. Enumerable.Repeat(settings, processes)]);

    public static async Task<RunningFleet> StartAsync(IReadOnlyList<FleetSettings> settings) =>
        new(settings[0], [.. await Task.WhenAll(settings.Select(s => FleetProcess.StartAsync(s, "fleet-replicas")))]);

    public async Task<List<ReplicaMoment>> AskAsync(string line) => [.. (await Task.WhenAll(Members.Select(m => m.AskAsync(line)))).SelectMany(all => all)];

    public Task<List<ReplicaMoment>> LookAsync() => AskAsync("look");

    public async Task<List<ReplicaMoment>> UntilAsync(Func<List<ReplicaMoment>, bool> isThere, int seconds)
    {
        for (var i = 0; ; i++)
        {
            var all = await LookAsync();
            if (isThere(all) || i == seconds * 10)
                return all;
            await Task.Delay(100);
        }
    }

    public Task<long> UntilStateAsync(Func<RolloutState, bool> isThere, int seconds) => UntilStateAsync(_store, isThere, seconds);

    /// <summary>Waits until the store says so.</summary>
    /// <returns>When it did, by the machine's clock.</returns>
    public static async Task<long> UntilStateAsync(RedisRolloutStore store, Func<RolloutState, bool> isThere, int seconds)
    {
        for (var i = 0; i < seconds * 50; i++)
        {
            if (await store.ReadAsync("reviews", CancellationToken.None) is { } state && isThere(state))
                break;
            await Task.Delay(20);
        }

        return Stopwatch.GetTimestamp();
    }

    public ValueTask<RolloutState?> StateAsync() => _store.ReadAsync("reviews", CancellationToken.None);

    /// <summary>Kills the process that has a replica.</summary>
    public async Task KillAsync(string replica)
    {
        foreach (var member in Members.ToList())
        {
            if (!(await member.LookAsync()).Exists(r => r.Name == replica))
                continue;
            member.Kill();
            Members.Remove(member);
            return;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var member in Members)
            await member.DisposeAsync();
        await _store.DisposeAsync();
    }
}

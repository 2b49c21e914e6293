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

    public static async Task<RunningFleet> StartAsync(FleetSettings settings, int processes) =>
        new(settings, [.. await Task.WhenAll(Enumerable.Range(0, processes).Select(_ => FleetProcess.StartAsync(settings, "fleet-replicas")))]);

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

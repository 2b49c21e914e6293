using System.Diagnostics;
using System.Globalization;
using Fleet;
using StackExchange.Redis;
using TrafficRouting.Rollouts;

namespace TrafficRouting.Benchmarks.Fleet;

/// <summary>The figures of docs/fleet.md: 100 replicas in 4 processes on a Redis, an interval of a second.</summary>
internal static class FleetFigures
{
    private const int Processes = 4;
    private const int ReplicasPerProcess = 25;

    public static async Task<int> RunAsync(string redis)
    {
        await EvidenceAsync(redis);
        await AbortAsync(redis, rounds: 5);
        await KillAsync(redis);
        await PartitionAsync(redis, stale: 0);
        await PartitionAsync(redis, stale: 3);
        await FlushAsync(redis);
        return 0;
    }

    private static async Task EvidenceAsync(string redis)
    {
        await using var fleet = await RunningFleet.StartAsync(new(redis, Prefix(), ReplicasPerProcess, 0, "long", 0), Processes);
        await Task.Delay(TimeSpan.FromSeconds(15));
        await fleet.AskAsync("quiet");
        await Task.Delay(TimeSpan.FromSeconds(4));
        var all = await fleet.LookAsync();
        var state = await fleet.StateAsync();
        Write($"{all.Count} replicas, {Processes} processes: {state!.Version} writes, {all.Sum(r => r.Conflicts) / (double)state.Version:0.00} conflicts a write, {all.Sum(r => r.Errors)} errors logged; "
            + $"{all.Sum(r => r.Requests)} requests sent, {state.CanaryRequests + state.StableRequests} in the evidence; state of {RolloutStateSerializer.Serialize(state).Length} bytes");
    }

    private static async Task AbortAsync(string redis, int rounds)
    {
        var (seen, late) = (new List<double>(), new List<double>());
        for (var i = 0; i < rounds; i++)
        {
            await using var fleet = await RunningFleet.StartAsync(new(redis, Prefix(), ReplicasPerProcess, 0, "long", 0), Processes);
            await fleet.UntilAsync(all => all.TrueForAll(r => r.CanaryRequests > 0), 20);
            var began = Stopwatch.GetTimestamp();
            await fleet.Members[0].AskAsync("abort");
            var all = await fleet.UntilAsync(a => a.TrueForAll(r => r.EndedAt > 0), 10);
            await Task.Delay(300);
            all = await fleet.LookAsync();
            seen.Add(all.Max(r => Milliseconds(began, r.EndedAt)));
            late.Add(all.Max(r => Milliseconds(began, r.LastCanaryAt)));
        }

        Write($"abort: seen by the last of 100 replicas after {Median(seen):0} ms (median of {rounds}; {string.Join(", ", seen.Select(s => s.ToString("0", CultureInfo.InvariantCulture)))}), last canary request {Median(late):0} ms after it was asked");
    }

    private static async Task KillAsync(string redis)
    {
        await using var fleet = await RunningFleet.StartAsync(new(redis, Prefix(), ReplicasPerProcess, 0, "long", 0), Processes);
        await Task.Delay(TimeSpan.FromSeconds(5));
        var judges = await fleet.UntilAsync(all => all.Exists(r => r.IsJudge), 10);
        var judge = judges.First(r => r.IsJudge);
        var version = (await fleet.StateAsync())!.Version;
        var began = Stopwatch.GetTimestamp();
        await fleet.KillAsync(judge.Name);
        while ((await fleet.StateAsync())!.Version <= version + 1)
            await Task.Delay(20);
        Write($"the process with the judge killed: the next judged after {Milliseconds(began, Stopwatch.GetTimestamp()):0} ms");
        await fleet.AskAsync("quiet");
        await Task.Delay(TimeSpan.FromSeconds(4));
        var state = (await fleet.StateAsync())!;
        var alive = await fleet.LookAsync();
        var dead = judges.Where(r => alive.TrueForAll(a => a.Name != r.Name)).ToList();
        Write($"of the {dead.Sum(r => r.Requests)} requests that the killed replicas had sent when they were last asked, {dead.Sum(r => state.Replicas.TryGetValue(r.Name, out var c) ? c.Canary + c.Stable : 0)} are in the evidence");
    }

    private static async Task PartitionAsync(string redis, int stale)
    {
        using var link = new CuttableLink(redis);
        var settings = new FleetSettings(redis, Prefix(), ReplicasPerProcess, 0, "long", stale);
        await using var near = await RunningFleet.StartAsync(settings, Processes / 2);
        await using var far = await RunningFleet.StartAsync(settings with { Redis = link.Configuration }, Processes / 2);
        await near.UntilAsync(all => all.TrueForAll(r => r.CanaryRequests > 0), 20);
        await far.UntilAsync(all => all.TrueForAll(r => r.CanaryRequests > 0), 20);
        link.Cut();
        var began = Stopwatch.GetTimestamp();
        await near.Members[0].AskAsync("abort");
        await Task.Delay(TimeSpan.FromSeconds(8));
        var cut = (await far.LookAsync()).Max(r => Milliseconds(began, r.LastCanaryAt));
        var healed = Stopwatch.GetTimestamp();
        link.Heal();
        var all = await far.UntilAsync(a => a.TrueForAll(r => r.Phase == RolloutPhase.Aborted), 30);
        Write($"half of the fleet cut off, StaleAfter {(stale == 0 ? "not set" : $"{stale} s")}: last canary request there {cut:0} ms after the abort elsewhere (looked at after 8000 ms); once healed all aborted after {all.Max(r => Milliseconds(healed, r.EndedAt)):0} ms");
    }

    private static async Task FlushAsync(string redis)
    {
        await using var fleet = await RunningFleet.StartAsync(new(redis, Prefix(), ReplicasPerProcess, 0, "long", 0), Processes);
        await fleet.UntilAsync(all => all.TrueForAll(r => r.CanaryRequests > 0), 20);
        await fleet.Members[0].AskAsync("abort");
        await fleet.UntilAsync(all => all.TrueForAll(r => r.Phase == RolloutPhase.Aborted), 10);
        await using (var admin = await ConnectionMultiplexer.ConnectAsync($"{redis},allowAdmin=true"))
            await admin.GetServers()[0].FlushAllDatabasesAsync();
        await Task.Delay(TimeSpan.FromSeconds(5));
        var all = await fleet.LookAsync();
        Write($"FLUSHALL after an abort: {string.Join(", ", all.GroupBy(r => r.Phase).Select(g => $"{g.Count()} {g.Key}"))}; the store says {(await fleet.StateAsync())?.Phase.ToString() ?? "nothing"} again");
    }

    private static string Prefix() => $"figures-{Guid.NewGuid():N}:";

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static double Milliseconds(long from, long to) => to == 0 ? double.NaN : (to - from) * 1000.0 / Stopwatch.Frequency;

    private static void Write(string text) => Console.WriteLine(text);
}

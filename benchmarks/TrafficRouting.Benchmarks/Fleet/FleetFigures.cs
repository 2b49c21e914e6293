using System.Diagnostics;
using System.Globalization;
using Fleet;
using StackExchange.Redis;
using TrafficRouting.Rollouts;
using TrafficRouting.Rollouts.Redis;
using TrafficRouting.TestKit;

namespace TrafficRouting.Benchmarks.Fleet;

/// <summary>The figures of docs/fleet.md: 100 replicas in 4 processes on a Redis, an interval of a second. Each is held against what it must be.</summary>
/// <param name="redis">The server.</param>
/// <param name="slack">By what factor times may be longer, on a busy machine.</param>
internal sealed class FleetFigures(string redis, double slack)
{
    private const int Processes = 4;
    private const int ReplicasPerProcess = 25;
    private const int IntervalMilliseconds = 1000;

    // A replica sends a request each 20 ms, publishes at the latest after 1.1 intervals, and is asked a little before it ends.
    private const int MostUnpublished = 80;

    private bool _isOff;

    /// <summary>Measures all.</summary>
    /// <returns>The exit code: 1 when a figure is off.</returns>
    public async Task<int> RunAsync()
    {
        var began = Stopwatch.GetTimestamp();
        await EvidenceAsync();
        await AbortAsync(rounds: 5);
        await KillAsync();
        await PartitionAsync(stale: 0);
        await PartitionAsync(stale: 3);
        await FlushAsync();
        await SkewAsync();
        Console.WriteLine($"{Stopwatch.GetElapsedTime(began).TotalSeconds:0} s in all; {(_isOff ? "figures are OFF" : "all as they must be")}");
        return _isOff ? 1 : 0;
    }

    private async Task EvidenceAsync()
    {
        await using var fleet = await RunningFleet.StartAsync(Settings(), Processes);
        await Task.Delay(TimeSpan.FromSeconds(12));
        await fleet.AskAsync("quiet");
        // What was seen last is published within 1.1 intervals, and counted within another.
        await Task.Delay(TimeSpan.FromSeconds(4));
        var all = await fleet.LookAsync();
        var state = (await fleet.StateAsync())!;
        var (conflicts, errors) = (all.Sum(r => r.Conflicts) / (double)state.Version, all.Sum(r => r.Errors));
        var (sent, counted) = (all.Sum(r => r.Requests), state.CanaryRequests + state.StableRequests);
        Write(conflicts <= 1, $"{all.Count} replicas in {Processes} processes: {state.Version} writes, {conflicts:0.00} conflicts a write");
        Write(errors == 0, $"store errors: {errors}");
        Write(sent == counted, $"{sent} requests sent, {counted} in the evidence");
        Write(isRight: true, $"the state of {state.Replicas.Count} replicas: {RolloutStateSerializer.Serialize(state).Length} bytes");
    }

    private async Task AbortAsync(int rounds)
    {
        var (seen, late) = (new List<double>(), new List<double>());
        for (var i = 0; i < rounds; i++)
        {
            await using var fleet = await RunningFleet.StartAsync(Settings(), Processes);
            await UntilSendingAsync(fleet);
            var began = Stopwatch.GetTimestamp();
            await fleet.Members[0].AskAsync("abort");
            await fleet.UntilAsync(a => a.TrueForAll(r => r.EndedAt > 0), 10);
            await Task.Delay(300);
            var all = await fleet.LookAsync();
            seen.Add(all.Max(r => Milliseconds(began, r.EndedAt)));
            late.Add(all.Max(r => Milliseconds(began, r.LastCanaryAt)));
        }

        Write(Median(seen) <= 150 * slack, $"abort: seen by the last of 100 replicas after {Median(seen):0} ms (median of {rounds}: {Join(seen)})");
        Write(Median(late) <= 200 * slack, $"last canary request {Median(late):0} ms after the abort was asked (median of {rounds}: {Join(late)})");
    }

    private async Task KillAsync()
    {
        await using var fleet = await RunningFleet.StartAsync(Settings(), Processes);
        await UntilSendingAsync(fleet);
        await Task.Delay(TimeSpan.FromSeconds(3));
        var before = await fleet.UntilAsync(all => all.Exists(r => r.IsJudge), 10);
        var judge = before.First(r => r.IsJudge);
        var began = Stopwatch.GetTimestamp();
        await fleet.KillAsync(judge.Name);
        var next = Milliseconds(began, await fleet.UntilStateAsync(s => s.WrittenBy != judge.Name, 20));
        // The lease lasts two intervals and a second, and replicas ask an interval and a tenth apart at most.
        Write(next <= ((3.1 * IntervalMilliseconds) + 1500) * slack, $"the process with the judge killed: another judged after {next:0} ms");
        await fleet.AskAsync("quiet");
        await Task.Delay(TimeSpan.FromSeconds(4));
        var state = (await fleet.StateAsync())!;
        var alive = await fleet.LookAsync();
        var dead = before.Where(r => alive.TrueForAll(a => a.Name != r.Name)).ToList();
        var lost = dead.Max(r => r.Requests - (state.Replicas.TryGetValue(r.Name, out var c) ? c.Canary + c.Stable : 0));
        Write(lost <= MostUnpublished * slack, $"of {dead.Count} replicas killed at most {lost} requests each are not in the evidence, of some {dead.Average(r => r.Requests):0}");
        var (sent, counted) = (alive.Sum(r => r.Requests), alive.Sum(r => state.Replicas.TryGetValue(r.Name, out var c) ? c.Canary + c.Stable : 0));
        Write(sent == counted, $"of the others {sent} requests sent, {counted} in the evidence");
    }

    private async Task PartitionAsync(int stale)
    {
        const int Watched = 6000;
        using var link = new CuttableLink(redis);
        var settings = Settings() with { Stale = stale };
        await using var near = await RunningFleet.StartAsync(settings, Processes / 2);
        await using var far = await RunningFleet.StartAsync(settings with { Redis = link.Configuration }, Processes / 2);
        await UntilSendingAsync(near);
        await UntilSendingAsync(far);
        link.Cut();
        var began = Stopwatch.GetTimestamp();
        await near.Members[0].AskAsync("abort");
        await Task.Delay(Watched);
        var last = (await far.LookAsync()).Max(r => Milliseconds(began, r.LastCanaryAt));
        var healed = Stopwatch.GetTimestamp();
        link.Heal();
        var all = await far.UntilAsync(a => a.TrueForAll(r => r.Phase == RolloutPhase.Aborted), 30);
        var isBounded = stale == 0 ? last > Watched - 500 : last <= (stale + 0.5) * 1000 * slack;
        Write(isBounded, $"half of the fleet cut off, StaleAfter {(stale == 0 ? "not set" : $"{stale} s")}: last canary request there {last:0} ms after the abort elsewhere, of {Watched} ms cut off");
        Write(all.TrueForAll(r => r.Phase == RolloutPhase.Aborted), $"once healed all aborted after {all.Max(r => Milliseconds(healed, r.EndedAt)):0} ms");
    }

    private async Task FlushAsync()
    {
        await using var fleet = await RunningFleet.StartAsync(Settings(), Processes);
        await UntilSendingAsync(fleet);
        await fleet.Members[0].AskAsync("abort");
        await fleet.UntilAsync(all => all.TrueForAll(r => r.Phase == RolloutPhase.Aborted), 10);
        await using (var admin = await ConnectionMultiplexer.ConnectAsync($"{redis},allowAdmin=true"))
            await admin.GetServers()[0].FlushAllDatabasesAsync();
        await Task.Delay(TimeSpan.FromSeconds(3));
        var (all, state) = (await fleet.LookAsync(), await fleet.StateAsync());
        Write(
            all.TrueForAll(r => r.Phase == RolloutPhase.Aborted) && state?.Phase == RolloutPhase.Aborted,
            $"FLUSHALL after an abort: {string.Join(", ", all.GroupBy(r => r.Phase).Select(g => $"{g.Count()} {g.Key}"))}; the store says {state?.Phase.ToString() ?? "nothing"} again");
    }

    private async Task SkewAsync()
    {
        const int PauseMilliseconds = 6000;
        var settings = Settings() with { Steps = "pause", Replicas = 5 };
        // From before the first replica starts, for it begins the rollout.
        await using var store = new RedisRolloutStore(redis, new() { KeyPrefix = settings.Prefix });
        var paused = RunningFleet.UntilStateAsync(store, s => s.Phase == RolloutPhase.Paused, 60);
        await using var fleet = await RunningFleet.StartAsync([settings with { Skew = 10 }, settings with { Skew = -10 }, settings, settings with { Skew = 10 }]);
        var began = await paused;
        var judges = await fleet.UntilAsync(all => all.Exists(r => r.IsJudge), 10);
        // So that the pause goes on by another clock.
        await fleet.KillAsync(judges.First(r => r.IsJudge).Name);
        var ended = Milliseconds(began, await fleet.UntilStateAsync(s => s.Phase == RolloutPhase.Completed, 20));
        var all = await fleet.UntilAsync(a => a.TrueForAll(r => r.Phase == RolloutPhase.Completed), 10);
        Write(
            ended >= PauseMilliseconds - 200 && ended <= (PauseMilliseconds + (2 * IntervalMilliseconds) + 500) * slack && all.TrueForAll(r => r.Phase == RolloutPhase.Completed),
            $"clocks 10 min ahead and behind, the judge killed meanwhile: a pause of {PauseMilliseconds} ms took {ended:0} ms");
    }

    private FleetSettings Settings() => new(redis, $"figures-{Guid.NewGuid():N}:", ReplicasPerProcess, 0, "long", 0);

    private static Task<List<ReplicaMoment>> UntilSendingAsync(RunningFleet fleet) => fleet.UntilAsync(all => all.TrueForAll(r => r.CanaryRequests > 0), 20);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Join(List<double> values) => string.Join(", ", values.Select(v => v.ToString("0", CultureInfo.InvariantCulture)));

    private static double Milliseconds(long from, long to) => to == 0 ? double.NaN : (to - from) * 1000.0 / Stopwatch.Frequency;

    private void Write(bool isRight, string text)
    {
        _isOff |= !isRight;
        Console.WriteLine($"{(isRight ? "ok " : "OFF")} {text}");
    }
}

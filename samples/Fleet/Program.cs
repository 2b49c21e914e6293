using System.Diagnostics;
using Fleet;
using Spectre.Console;
using TrafficRouting.Rollouts;

const int Processes = 4;
const int ReplicasPerProcess = 5;

if (args is ["replicas", ..])
    return await ReplicaProcess.RunAsync(FleetSettings.Parse(args.AsSpan(1)));

// A connection string as the argument takes the place of the server that is started here.
var garnet = args.Length == 0 ? Server.Start() : default;
var redis = args.Length == 0 ? garnet.Configuration : args[0];

Act[] acts =
[
    new("v2 is as good as v1: promoted by all", RolloutPhase.Completed),
    new("v2 fails a third of its requests: rolled back by all", RolloutPhase.RolledBack) { FailingShare = 0.33 },
    new("one process aborts: all stop", RolloutPhase.Aborted) { Abort = true },
];

var began = Stopwatch.GetTimestamp();
var allRight = true;
foreach (var act in acts)
    allRight = allRight && await PlayAsync(act);
AnsiConsole.MarkupLine($"{Stopwatch.GetElapsedTime(began).TotalSeconds:0} seconds");
garnet.Server?.Dispose();
return allRight ? 0 : 1;

async Task<bool> PlayAsync(Act act)
{
    AnsiConsole.Write(new Rule($"[bold]{act.Name}[/]").LeftJustified());
    var settings = new FleetSettings(redis, $"fleet-{Guid.NewGuid():N}:", ReplicasPerProcess, act.FailingShare, act.Abort ? "long" : "short", Stale: 0);
    var processes = await Task.WhenAll(Enumerable.Range(0, Processes).Select(_ => FleetProcess.StartAsync(settings, "replicas")));
    var start = Stopwatch.GetTimestamp();
    if (act.Abort)
    {
        await UntilAsync(all => all.Sum(r => r.CanaryRequests) > 100);
        start = Stopwatch.GetTimestamp();
        await processes[0].AskAsync("abort");
    }

    var seen = await UntilAsync(all => all.TrueForAll(r => r.Phase == act.Expected));
    // What is still on its way may come.
    await Task.Delay(500);
    seen = [.. (await Task.WhenAll(processes.Select(p => p.LookAsync()))).SelectMany(all => all)];

    var table = new Table().AddColumns("Replica", "Ended as", "after ms", "Requests", "to v2", "last to v2 after its end, ms");
    foreach (var (index, replica) in seen.Index())
    {
        var late = replica.LastCanaryAt > replica.EndedAt ? Milliseconds(replica.EndedAt, replica.LastCanaryAt) : 0;
        table.AddRow($"{(index / ReplicasPerProcess) + 1}.{(index % ReplicasPerProcess) + 1}{(replica.IsJudge ? " (judges)" : "")}", $"{replica.Phase}", $"{Milliseconds(start, replica.EndedAt):0}", $"{replica.Requests}", $"{replica.CanaryRequests}", act.Expected == RolloutPhase.Completed ? "" : $"{late:0}");
    }

    AnsiConsole.Write(table);
    foreach (var process in processes)
        await process.DisposeAsync();
    var isRight = seen.TrueForAll(r => r.Phase == act.Expected);
    AnsiConsole.MarkupLine(isRight ? $"[green]As expected: all {seen.Count} replicas are {act.Expected}.[/]" : $"[red]Expected {act.Expected} on all replicas.[/]");
    AnsiConsole.WriteLine();
    return isRight;

    async Task<List<ReplicaMoment>> UntilAsync(Func<List<ReplicaMoment>, bool> isThere)
    {
        for (var i = 0; ; i++)
        {
            var all = (await Task.WhenAll(processes.Select(p => p.LookAsync()))).SelectMany(a => a).ToList();
            if (isThere(all) || i == 150)
                return all;
            await Task.Delay(100);
        }
    }
}

static double Milliseconds(long from, long to) => to == 0 ? double.NaN : Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;

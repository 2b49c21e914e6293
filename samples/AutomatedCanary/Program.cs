using AutomatedCanary;
using Spectre.Console;
using TrafficRouting.Rollouts;

Act[] acts =
[
    new("v2 is as good as v1: it is promoted", RolloutPhase.Completed),
    new("v2 fails one request in eight: it is rolled back", RolloutPhase.RolledBack) { FailingShare = 0.125 },
    new("v2 hangs, and the callers' resilience handler gives up: it is rolled back", RolloutPhase.RolledBack) { Hangs = true },
    new("v2 fails every gRPC call, with HTTP status 200: it is rolled back", RolloutPhase.RolledBack) { IsGrpc = true },
    new("v2 is good, but one burst of failures hits it: it is promoted", RolloutPhase.Completed) { Burst = 15 },
];

var allRight = true;
foreach (var act in acts)
{
    AnsiConsole.Write(new Rule($"[bold]{act.Name}[/]").LeftJustified());
    var history = await Stage.PlayAsync(act);
    Chart.Draw(history);

    var right = history[^1].Phase == act.Expected;
    allRight &= right;
    AnsiConsole.MarkupLine(right ? $"[green]As expected: {act.Expected}.[/]" : $"[red]Expected {act.Expected}, but it is {history[^1].Phase}.[/]");
    AnsiConsole.WriteLine();
}

return allRight ? 0 : 1;

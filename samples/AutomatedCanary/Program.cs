using AutomatedCanary;
using Spectre.Console;
using TrafficRouting.Rollouts;

Act[] acts =
[
    new("v2 is as good as v1: it is promoted", FailingShare: 0.005, Expected: RolloutPhase.Completed),
    new("v2 fails one request in eight: it is rolled back", FailingShare: 0.125, Expected: RolloutPhase.RolledBack),
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

using ShadowMirroring;
using Spectre.Console;

// v1 serves every call. v2 and v3 receive copies of them, and whatever they do with those, no caller notices.
AnsiConsole.Write(new Rule("[bold]Shadow mirroring[/]").LeftJustified());
var verdict = new Verdict();
await using (var stage = await Stage.StartAsync())
{
    await AccessLogs.RunAsync(stage, verdict);
    await Latencies.RunAsync(stage, verdict);
    await Comparison.RunAsync(stage, verdict);
}

return verdict.Print();

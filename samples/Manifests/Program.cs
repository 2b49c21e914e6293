using System.Globalization;
using Manifests;
using Manifests.Stories;
using Spectre.Console;

IStory[] stories =
[
    new SmiStory(),
    new MirroringStory("Mirroring by VirtualService", "mirroring-virtualservice.yaml", "httpbin.default_v1", "httpbin.default_v2"),
    new MirroringStory("Mirroring by HTTPRoute", "mirroring-httproute.yaml", "httpbin-v1.default", "httpbin-v2.default"),
    new WeightedStory(),
    new BookinfoStory(),
    new AnnotatedServiceStory(),
];

var off = 0;
foreach (var story in stories)
{
    var table = new Table().AddColumns("what", "expected", "observed", "");
    foreach (var check in await story.RunAsync())
    {
        off += check.IsMet ? 0 : 1;
        table.AddRow(check.What, check.Expected, check.Observed, check.IsMet ? "[green]ok[/]" : "[red]off[/]");
    }

    AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold]{story.Title}[/]");
    AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{story.Setup}");
    AnsiConsole.Write(table);
    AnsiConsole.WriteLine();
}

AnsiConsole.WriteLine("± is six standard deviations: an honest split lies outside once in 500 million runs.");
AnsiConsole.MarkupLine(off == 0 ? "[green]Every story went as its documents say.[/]" : $"[red]{off} observations are off.[/]");
return off == 0 ? 0 : 1;

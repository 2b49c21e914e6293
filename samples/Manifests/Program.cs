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

var table = new Table().AddColumns("story", "what", "expected", "observed", "");
var off = 0;
foreach (var story in stories)
{
    foreach (var check in await story.RunAsync())
    {
        off += check.IsMet ? 0 : 1;
        table.AddRow(story.Title, check.What, check.Expected, check.Observed, check.IsMet ? "[green]ok[/]" : "[red]off[/]");
    }

    table.AddEmptyRow();
}

AnsiConsole.Write(table);
AnsiConsole.MarkupLine(off == 0 ? "[green]Every story went as its documents say.[/]" : $"[red]{off} observations are off.[/]");
return off == 0 ? 0 : 1;

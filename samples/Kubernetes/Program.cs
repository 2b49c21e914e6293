using System.Globalization;
using Kubernetes;
using Kubernetes.Stories;
using Manifests;
using Spectre.Console;

const int GoalMilliseconds = 500;

await using var versions = await Versions.StartAsync("v1", "v2", "v3");
await using var cluster = await Cluster.StartAsync();
var (isThere, problem) = await cluster.KubectlAsync(["apply", "--validate=false", "-f", "-"], """
    apiVersion: v1
    kind: Namespace
    metadata: {name: shop}
    ---
    apiVersion: v1
    kind: Namespace
    metadata: {name: httpbin}
    """);
if (!isThere)
{
    Console.Error.WriteLine(problem);
    return 1;
}

await using var clients = await Clients.StartAsync(cluster, AllStories.Addresses(versions));
AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"20 clients follow {cluster.Name}.");

var off = 0;
var followed = new List<TimeSpan>();
foreach (var story in AllStories.Of(versions))
{
    AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"\n[bold]{story.Title}[/]");
    await foreach (var (command, checks) in story.RunAsync(cluster, clients, followed))
    {
        var table = new Table().AddColumns("what", "expected", "observed", "");
        foreach (var check in checks)
        {
            off += check.IsMet ? 0 : 1;
            table.AddRow(check.What.EscapeMarkup(), check.Expected.EscapeMarkup(), check.Observed.EscapeMarkup(), check.IsMet ? "[green]ok[/]" : "[red]off[/]");
        }

        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{command}");
        AnsiConsole.Write(table);
    }
}

// What was applied is taken back, so that a real cluster is left as it was.
foreach (var (kind, @namespace) in new[] { ("trafficsplits", "httpbin"), ("virtualservices", "shop"), ("destinationrules", "shop"), ("serviceentries", "shop") })
    await cluster.KubectlAsync(["-n", @namespace, "delete", "--wait=false", kind, "http-split", "httpbin", "helloworld", "reviews", "reviews-global", "--ignore-not-found"]);
await cluster.KubectlAsync(["-n", "shop", "delete", "--wait=false", "services", "web-v1", "web-v2", "--ignore-not-found"]);

followed.Sort();
if (followed.Count == 0)
{
    AnsiConsole.MarkupLine("[red]No client followed a command.[/]");
    return 1;
}

var median = followed[followed.Count / 2].TotalMilliseconds;
AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"\nClients followed a command after {median:0} ms in the median, {followed[^1].TotalMilliseconds:0} ms at most, from the end of kubectl on; the goal is {GoalMilliseconds} ms.");
AnsiConsole.MarkupLine(off == 0 ? "[green]Every story went as its commands say.[/]" : $"[red]{off} observations are off.[/]");
return off == 0 && median <= GoalMilliseconds ? 0 : 1;

using FailoverSample;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

const int calls = 3_000;

await using var steady = new MortalBackend();
await steady.StartAsync();

var table = new Table().Title("A backend with 10 % of the calls dies and comes back under load")
    .AddColumns("switched on", "calls while it was dead", "failed", "failed afterwards", "took requests again");
var isGood = true;
foreach (var arrangement in Arrangement.All)
{
    await using var mortal = new MortalBackend();
    await mortal.StartAsync();
    var services = new ServiceCollection();
    services.AddTrafficRouting(options => arrangement.Configure(options, steady.Address, mortal.Address));
    services.AddHttpClient("reviews").AddTrafficRouting();
    await using var provider = services.BuildServiceProvider();
    using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("reviews");
    await using var load = new Load(client);

    var alive = await load.WatchAsync(calls);
    var dying = mortal.DieAsync();
    var dead = await load.WatchAsync(calls);
    await dying;
    var before = mortal.Answered;
    await mortal.StartAsync();
    var back = await load.WatchAsync(calls, until: () => mortal.Answered > before);

    var isBack = mortal.Answered > before;
    var isKept = dead.Failed <= arrangement.Allowed(dead.Made) && alive.Failed == 0 && isBack && (arrangement.Failover || arrangement.Health || dead.Failed > 0);
    isGood &= isKept;
    var share = 100.0 * dead.Failed / dead.Made;
    table.AddRow(arrangement.Name, $"{dead.Made}", $"{(isKept ? "" : "[red]")}{dead.Failed} ({share:0.00} %){(isKept ? "" : "[/]")}", $"{back.Failed}", isBack ? "yes" : "[red]no[/]");
}

AnsiConsole.Write(table);
AnsiConsole.MarkupLine(isGood ? "[green]With failover nobody notices; health alone costs the calls that show the backend to be dead.[/]" : "[red]More calls failed than may.[/]");
return isGood ? 0 : 1;

using Microsoft.Extensions.DependencyInjection;
using Polly.CircuitBreaker;
using ResilienceSample;
using Spectre.Console;
using TrafficRouting;

const int calls = 300;

await using var backends = new Backends();
await backends.StartAsync();

var table = new Table().Title($"{calls} calls, 80 % to a stable backend and 20 % to a canary that always answers 503").AddColumns("arrangement", "answered", "503", "rejected");
var recommended = 0;
foreach (var arrangement in Arrangement.All)
{
    var (good, bad, rejected) = await CallAsync(arrangement);
    table.AddRow(arrangement.Name, $"{good}", $"{bad}", $"{rejected}");
    if (arrangement == Arrangement.Recommended)
        recommended = good;
}

AnsiConsole.Write(table);
var isGood = recommended >= calls * 0.99;
AnsiConsole.MarkupLine(isGood ? "[green]The recommended arrangement answers at least 99 % of the calls.[/]" : "[red]The recommended arrangement answers less than 99 % of the calls.[/]");
return isGood ? 0 : 1;

async Task<(int Good, int Bad, int Rejected)> CallAsync(Arrangement arrangement)
{
    var services = new ServiceCollection();
    // The same draws in every run.
    services.AddSingleton(RandomSource.Create(3));
    services.AddTrafficRouting(options =>
    {
        options.Backends["stable"] = new() { Address = backends.Stable };
        options.Backends["canary"] = new() { Address = backends.Canary };
        options.Services["reviews"] = new() { Hosts = { "reviews" }, Routes = { ["default"] = new() { Weights = { ["stable"] = 80, ["canary"] = 20 } } } };
    });
    arrangement.Register(services.AddHttpClient("reviews"));
    await using var provider = services.BuildServiceProvider();
    using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("reviews");

    var (good, bad, rejected) = (0, 0, 0);
    for (var i = 0; i < calls; i++)
    {
        try
        {
            using var response = await client.GetAsync($"http://reviews/{i}");
            _ = response.IsSuccessStatusCode ? good++ : bad++;
        }
        catch (BrokenCircuitException)
        {
            rejected++;
        }
    }

    return (good, bad, rejected);
}

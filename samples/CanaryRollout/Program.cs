using System.Collections.Concurrent;
using CanaryRollout;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Spectre.Console;
using TrafficRouting;

const int requests = 2000;

await using var backends = await Backends.StartAsync("v1", "v2", "v3");
using var settings = new SettingsFile();

// What a user writes: the settings file, the router, the client.
var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Configuration.AddJsonFile(settings.Path, optional: false, reloadOnChange: true);
builder.Configuration.AddInMemoryCollection(backends.Addresses);
builder.Services.AddTrafficRouting(builder.Configuration.GetSection("TrafficRouting"));
builder.Services.AddHttpClient("reviews", client => client.BaseAddress = new("http://reviews")).AddTrafficRouting();

using var host = builder.Build();
await host.StartAsync();
var router = host.Services.GetRequiredService<TrafficRouter>();
var clients = host.Services.GetRequiredService<IHttpClientFactory>();

var table = new Table().Title($"{requests} requests to http://reviews in each phase").AddColumns("phase", "version", "expected", "observed", "bound", "");
var off = 0;
foreach (var phase in Phase.Story)
{
    await settings.SetWeightsAsync(router, phase.V1, phase.V2);
    var seen = await CallAsync(phase.User);
    foreach (var version in (string[])["v1", "v2", "v3"])
    {
        var percent = phase.Expected.GetValueOrDefault(version);
        var expected = requests * percent / 100;
        var observed = seen.GetValueOrDefault(version);
        var bound = Phase.Bound(percent, requests);
        var ok = Math.Abs(observed - expected) <= bound;
        off += ok ? 0 : 1;
        if (percent > 0 || observed > 0)
            table.AddRow(phase.Name, version, $"{expected}", $"{observed}", $"±{bound:0}", ok ? "[green]ok[/]" : "[red]off[/]");
    }
}

AnsiConsole.Write(table);
AnsiConsole.MarkupLine(off == 0
    ? "[green]Every phase is within its bound; each change was taken live from the settings file.[/]"
    : $"[red]{off} shares are out of bounds.[/]");
return off == 0 ? 0 : 1;

async Task<Dictionary<string, int>> CallAsync(string? user)
{
    var seen = new ConcurrentDictionary<string, int>();
    await Parallel.ForAsync(0, requests, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (id, stopping) =>
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/reviews/{id}");
        if (user is not null)
            request.Headers.Add("end-user", user);
        using var response = await clients.CreateClient("reviews").SendAsync(request, stopping);
        response.EnsureSuccessStatusCode();
        seen.AddOrUpdate(await response.Content.ReadAsStringAsync(stopping), 1, (_, count) => count + 1);
    });
    return new(seen);
}

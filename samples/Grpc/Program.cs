using Grpc.Core;
using GrpcSample;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Spectre.Console;

const int calls = 500;

await using var servers = await Servers.StartAsync("v1", "v2");

// What a user writes: the settings file, the router, the client.
var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "routing.json"));
builder.Configuration.AddInMemoryCollection(servers.Addresses);
builder.Services.AddTrafficRouting(builder.Configuration.GetSection("TrafficRouting"));
builder.Services.AddGrpcClient<Greeter.GreeterClient>(o => o.Address = new("http://greeter")).AddTrafficRouting();

using var host = builder.Build();
await host.StartAsync();
var greeter = host.Services.GetRequiredService<Greeter.GreeterClient>();

var table = new Table().Title("Calls to http://greeter").AddColumns("calls", "expected on v2", "observed on v2", "");
var off = 0;
Check($"{calls} unary, by the split of 80/20", calls / 5, await UnaryAsync(headers: null));
Check($"{calls} unary, with end-user: jason", calls, await UnaryAsync(new() { { "end-user", "jason" } }));
Check("10 messages of one stream, with end-user: jason", 10, await StreamAsync(new() { { "end-user", "jason" } }));

AnsiConsole.Write(table);
AnsiConsole.MarkupLine(off == 0 ? "[green]Every call went where the table says.[/]" : $"[red]{off} counts are off.[/]");
return off == 0 ? 0 : 1;

async Task<int> UnaryAsync(Metadata? headers)
{
    var onV2 = 0;
    for (var i = 0; i < calls; i++)
        onV2 += (await greeter.SayHelloAsync(new() { Name = $"{i}" }, headers)).Version == "v2" ? 1 : 0;
    return onV2;
}

async Task<int> StreamAsync(Metadata headers)
{
    var onV2 = 0;
    using var call = greeter.Chat(headers);
    for (var i = 0; i < 10; i++)
    {
        await call.RequestStream.WriteAsync(new() { Name = $"{i}" });
        await call.ResponseStream.MoveNext(CancellationToken.None);
        onV2 += call.ResponseStream.Current.Version == "v2" ? 1 : 0;
    }

    await call.RequestStream.CompleteAsync();
    return onV2;
}

void Check(string what, int expected, int observed)
{
    off += expected == observed ? 0 : 1;
    table.AddRow(what, $"{expected}", $"{observed}", expected == observed ? "[green]ok[/]" : "[red]off[/]");
}

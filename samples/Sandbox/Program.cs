using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using SandboxSample;
using Spectre.Console;
using TrafficRouting;
using TrafficRouting.AspNetCore;

const int calls = 100;
const string everyones = "front > shop > prices > stock";

// Four services in a chain, and Alice's own instance of the third, on her machine.
await using var stock = await Instance.StartAsync("stock");
void ToStock(TrafficRoutingOptions options) => options
    .AddBackend("stock", stock.Address)
    .AddService("stock", service => service.AddHost("stock").AddRoute("default", route => route.SendTo("stock")));

await using var prices = await Instance.StartAsync("prices", "stock", ToStock);
await using var alices = await Instance.StartAsync("Alice's prices", "stock", ToStock);

// The one rule: of calls of prices, those that carry sandbox=alice go to her.
await using var shop = await Instance.StartAsync("shop", "prices", options => options
    .AddBackend("prices", prices.Address)
    .AddBackend("alice", alices.Address)
    .AddService("prices", service => service
        .AddHost("prices")
        .AddRoute("alice", route => route.WithOrder(-1).AddMatch(match => match.WithBaggage("sandbox", "alice")).SendTo("alice"))
        .AddRoute("default", route => route.SendTo("prices"))));

// The edge: of what strangers carry, nothing is taken but a sandbox that was signed for them.
var key = RandomNumberGenerator.GetBytes(32);
await using var front = await Instance.StartAsync(
    "front",
    "shop",
    options => options.AddBackend("shop", shop.Address).AddService("shop", service => service.AddHost("shop").AddRoute("default", route => route.SendTo("shop"))),
    app => app.UseTrafficContext(options => (options.Trusted, options.Keys) = (["sandbox"], [key])));

var signer = new TrafficContextSigner([key]);
Caller[] callers =
[
    new("Alice", $"sandbox={signer.Sign("sandbox", "alice", TimeSpan.FromHours(8))}", "front > shop > Alice's prices > stock"),
    new("Bob, with a sandbox that nobody serves", $"sandbox={signer.Sign("sandbox", "bob", TimeSpan.FromHours(8))}", everyones),
    new("Mallory, who writes it herself", "sandbox=alice", everyones),
    new("Mallory, with other things", "user=admin,sandbox=alice.9999999999.AAAA", everyones),
    new("Everybody else", null, everyones),
];

var answers = await Task.WhenAll(callers.Select(caller => caller.CallAsync(front.Address, calls)));

var table = new Table().Title($"{calls} calls of each, at once").AddColumns("caller", "went through", "as expected");
var isGood = true;
foreach (var (caller, answered) in callers.Zip(answers))
{
    var right = answered.Count(path => path == caller.Path);
    isGood &= right == calls;
    table.AddRow(caller.Name, string.Join(", ", answered.Distinct()), $"{right} of {calls}");
}

AnsiConsole.Write(table);
AnsiConsole.MarkupLine($"Alice's instance saw {alices.Calls} requests; of those that reached stock, {stock.WithBaggage} of {stock.Calls} still carried a sandbox.");
isGood &= alices.Calls == calls && stock.Calls == calls * callers.Length && stock.WithBaggage == calls * 2;
AnsiConsole.MarkupLine(isGood
    ? "[green]Alice met her own instance in every call, and nobody else did.[/]"
    : "[red]Somebody went another way than expected.[/]");
return isGood ? 0 : 1;

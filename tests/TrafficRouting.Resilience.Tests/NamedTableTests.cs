using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TrafficRouting.TestKit;

namespace TrafficRouting.Resilience.Tests;

/// <summary>Resilience of clients that are routed by a table with a name, wherever that is said, and without any other table.</summary>
public sealed class NamedTableTests
{
    public static TheoryData<string, bool> Arrangements => new MatrixTheoryData<string, bool>(["before", "after", "defaults before", "defaults after"], [false, true]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Arrangements))]
    public async Task Client_OfANamedTable_IsRoutedByItAndRetried(string arrangement, bool hedging)
    {
        var failed = 0;
        await using var server = await BackendServer.StartAsync(handler: context =>
        {
            context.Response.StatusCode = Interlocked.Exchange(ref failed, 1) == 0 ? 503 : 200;
            return Task.CompletedTask;
        });
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddTrafficRouting("payments", o =>
        {
            o.Backends["v1"] = new() { Address = server.Address.ToString() };
            o.Services["payments"] = new() { Hosts = { "payments" }, Routes = { ["all"] = new() { Weights = { ["v1"] = 1 } } } };
        });
        if (arrangement == "defaults before")
            builder.Services.ConfigureHttpClientDefaults(d => d.AddTrafficRouting("payments"));
        var client = builder.Services.AddHttpClient("payments");
        if (arrangement == "before")
            client.AddTrafficRouting("payments");
        _ = hedging ? client.AddTrafficHedging() : client.AddTrafficResilience(o => o.Retry.Delay = TimeSpan.FromMilliseconds(1));
        if (arrangement == "after")
            client.AddTrafficRouting("payments");
        if (arrangement == "defaults after")
            builder.Services.ConfigureHttpClientDefaults(d => d.AddTrafficRouting("payments"));
        using var host = builder.Build();
        await host.StartAsync(Token);

        using var caller = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("payments");
        using var response = await caller.GetAsync("http://payments/", Token);

        Assert.Equal((200, 2), ((int)response.StatusCode, server.Count));
        await host.StopAsync(Token);
    }
}

using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TrafficRouting.Hosts.Tests.Docs;
using TrafficRouting.Http;
using TrafficRouting.TestKit;

namespace TrafficRouting.Hosts.Tests;

/// <summary>The service defaults of docs/aspire.md with its settings: routing between retries and discovery for every client, by the real packages.</summary>
public sealed class AspireTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Defaults_OfThePage_SplitMirrorRetryAndDiscover()
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var app = Build(v1, v2);
        var factory = app.Services.GetRequiredService<IHttpClientFactory>();
        using var client = factory.CreateClient("reviews");

        var answers = new List<string>();
        for (var call = 0; call < 100; call++)
            answers.Add(await client.GetStringAsync("/reviews", Token));
        await app.Services.GetRequiredService<TrafficMirror>().WhenIdleAsync(Token);

        // 90 and 10 by chance, copies to v2 beside.
        Assert.Equal(["v1", "v2"], answers.Distinct().Order(StringComparer.Ordinal));
        Assert.InRange(answers.Count(answer => answer == "v2"), 1, 40);
        Assert.True(v2.Requests.Count >= answers.Count(answer => answer == "v2"));
    }

    [Fact]
    public async Task Defaults_OfThePage_LeaveRoutingBetweenRetriesAndDiscovery()
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var app = Build(v1, v1);

        foreach (var name in (string[])["reviews", "any other"])
        {
            Assert.Equal(
                ["ResilienceHandler", "TrafficRoutingHandler", "ResilienceHandler", "ResolvingHttpDelegatingHandler"],
                Handlers(app.Services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(name)).Where(handler => handler is "ResilienceHandler" or "TrafficRoutingHandler" or "ResolvingHttpDelegatingHandler"));
        }
    }

    private static WebApplication Build(BackendServer v1, BackendServer v2)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(Assert.Single(DocSnippets.Blocks("docs/aspire.md", "json")))));
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            // As the application host's references give them.
            ["Services:reviews-v1:http:0"] = v1.Address.ToString(),
            ["Services:reviews-v2:http:0"] = v2.Address.ToString(),
        });
        HostSnippets.RegisterServiceDefaults(builder);
        HostSnippets.RegisterDashboard(builder);
        HostSnippets.RegisterClientOfDefaults(builder);
        return builder.Build();
    }

    private static IEnumerable<string> Handlers(HttpMessageHandler handler)
    {
        for (var next = handler; next is DelegatingHandler { InnerHandler: { } inner }; next = inner)
            yield return next.GetType().Name;
    }
}

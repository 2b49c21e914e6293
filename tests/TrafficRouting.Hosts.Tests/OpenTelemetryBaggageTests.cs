using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;
using TrafficRouting.TestKit;

namespace TrafficRouting.Hosts.Tests;

/// <summary>OpenTelemetry has baggage of its own, and writes it over what .NET would send.</summary>
public sealed class OpenTelemetryBaggageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, "reviews=v1,sandbox=alice")]
    [InlineData(false, "sdk=1")]
    public async Task Baggage_OfTheSdk_LeavesUnlessRoutingEditsIt(bool edits, string expected)
    {
        await using var server = RawServer.Start();
        var services = new ServiceCollection();
        services.AddOpenTelemetry().WithTracing(t => t.AddHttpClientInstrumentation());
        services.AddTrafficRouting(o => o
            .AddBackend("v1", server.Address.ToString())
            .AddService("reviews", s => s.AddHost("reviews").AddRoute("all", r =>
            {
                r.SendTo("v1");
                if (edits)
                    r.SetBaggage("reviews", "{backend}");
            })));
        services.AddHttpClient("reviews").AddTrafficRouting();
        await using var provider = services.BuildServiceProvider();
        using var tracing = provider.GetRequiredService<TracerProvider>();
        using var activity = new Activity("caller").AddBaggage("sandbox", "alice").Start();
        Baggage.SetBaggage("sdk", "1");
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("reviews");

        (await client.GetAsync(new Uri("http://reviews/"), Token)).Dispose();

        Assert.Equal([expected], server.Requests.Single().Header("baggage"));
    }
}

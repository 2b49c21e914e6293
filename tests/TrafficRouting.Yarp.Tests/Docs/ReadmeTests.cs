using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TrafficRouting.TestKit;

namespace TrafficRouting.Yarp.Tests.Docs;

public sealed class ReadmeTests
{
    private const string Page = "src/TrafficRouting.Yarp/README.md";

    [Fact]
    public void Code_InTheReadme_Compiles() => DocSnippets.AreCompiled(Page, "tests/TrafficRouting.Yarp.Tests/Docs/ReadmeSnippets.cs");

    [Fact]
    public async Task Settings_InTheReadme_ForwardToTheBackends()
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(Assert.Single(DocSnippets.Blocks(Page, "json")))));
        builder.Configuration["TrafficRouting:Backends:shop-v1:Address"] = v1.Address.ToString();
        builder.Configuration["TrafficRouting:Services:shop:Routes:default:Weights:shop-v2"] = "0";
        ReadmeSnippets.Register(builder);
        await using var app = builder.Build();
        app.MapReverseProxy();
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient();

        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var answer = await client.GetStringAsync($"{address}/shop/cart?x=1", TestContext.Current.CancellationToken);

        Assert.Equal(("v1", "/shop/cart?x=1"), (answer, Assert.Single(v1.Requests).Target));
    }
}

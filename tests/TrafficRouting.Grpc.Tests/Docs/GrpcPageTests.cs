using System.Text;
using Grpc.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.TestKit;

namespace TrafficRouting.Grpc.Tests.Docs;

public sealed class GrpcPageTests
{
    private const string Page = "docs/grpc.md";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Code_OnThePage_Compiles() => DocSnippets.AreCompiled(Page, "tests/TrafficRouting.Grpc.Tests/Docs/GrpcSnippets.cs");

    [Fact]
    public async Task Settings_OnThePage_RouteByMetadataAndMethod()
    {
        await using var v1 = await GreeterServer.StartAsync("v1");
        await using var v2 = await GreeterServer.StartAsync("v2");
        var configuration = new ConfigurationManager();
        configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(Assert.Single(DocSnippets.Blocks(Page, "json")))));
        configuration["TrafficRouting:Backends:greeter-v1:Address"] = v1.Address.ToString();
        configuration["TrafficRouting:Backends:greeter-v2:Address"] = v2.Address.ToString();
        var services = new ServiceCollection();
        services.AddTrafficRouting(configuration.GetSection("TrafficRouting"));
        GrpcSnippets.Register(services);
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<Greeter.GreeterClient>();

        var tester = await client.SayHelloAsync(new(), new Metadata { { "end-user", "jason" } }, cancellationToken: Token);
        using var chat = client.Chat(cancellationToken: Token);
        await chat.RequestStream.WriteAsync(new() { Name = "a" }, Token);
        Assert.True(await chat.ResponseStream.MoveNext(Token));

        Assert.Equal(("v2", "v1"), (tester.Server, chat.ResponseStream.Current.Server));
        Assert.Equal("v2", await GrpcSnippets.CallAsync(new TrafficRoutingOptions().AddBackend("v2", v2.Address.ToString()).AddService("g", s => s.AddHost("greeter").AddRoute("all", r => r.SendTo("v2"))), Token));
    }
}

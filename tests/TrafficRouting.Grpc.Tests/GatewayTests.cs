using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace TrafficRouting.Grpc.Tests;

/// <summary>Calls of real gRPC clients pass a real gateway under routing, also where its route mirrors.</summary>
public sealed class GatewayTests : IAsyncLifetime
{
    private GreeterServer _v1 = null!;
    private GreeterServer _v2 = null!;
    private WebApplication _gateway = null!;
    private GrpcChannel _channel = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _v1 = await GreeterServer.StartAsync("v1");
        _v2 = await GreeterServer.StartAsync("v2", context => Task.FromException(new RpcException(new(StatusCode.ResourceExhausted, "full"))));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddTrafficRouting(options => options
            .AddBackend("v1", _v1.Address.ToString())
            .AddBackend("v2", _v2.Address.ToString())
            .AddService("greeter", service => service
                .AddHost("greeter")
                .AddRoute("testers", route => route.WithOrder(-1).AddMatch(match => match.WithHeader("x-user", "jason")).SendTo("v2"))
                .AddRoute("all", route => route.SendTo("v1").MirrorTo("v2"))));
        builder.Services.AddReverseProxy().AddTrafficRouting().LoadFromMemory(
            [new() { RouteId = "all", ClusterId = "greeter", Match = new() { Path = "/{**rest}" } }],
            [
                new()
                {
                    ClusterId = "greeter",
                    Destinations = new Dictionary<string, DestinationConfig> { ["service"] = new() { Address = "http://greeter" } },
                    HttpRequest = new ForwarderRequestConfig { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact },
                },
            ]);
        _gateway = builder.Build();
        _gateway.MapReverseProxy();
        await _gateway.StartAsync(Token);
        _channel = GrpcChannel.ForAddress(_gateway.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _gateway.DisposeAsync();
        await _v1.DisposeAsync();
        await _v2.DisposeAsync();
    }

    [Fact]
    public async Task Call_Unary_IsAnsweredWithItsTrailers()
    {
        var call = new Greeter.GreeterClient(_channel).SayHelloAsync(new() { Name = "a" }, cancellationToken: Token);

        Assert.Equal(("a", "v1"), ((await call).Message, call.GetTrailers().GetValue("x-server")));
    }

    [Fact]
    public async Task Call_WithAHeader_TakesItsRouteAndBringsItsStatus()
    {
        var exception = await Assert.ThrowsAsync<RpcException>(async () =>
            await new Greeter.GreeterClient(_channel).SayHelloAsync(new(), new Metadata { { "x-user", "jason" } }, cancellationToken: Token));

        Assert.Equal((StatusCode.ResourceExhausted, "full"), (exception.StatusCode, exception.Status.Detail));
    }

    [Fact]
    public async Task Call_OfBothStreams_AnswersEachMessageBeforeTheNext()
    {
        using var call = new Greeter.GreeterClient(_channel).Chat(cancellationToken: Token);

        for (var i = 0; i < 5; i++)
        {
            await call.RequestStream.WriteAsync(new() { Name = $"{i}" }, Token);
            Assert.True(await call.ResponseStream.MoveNext(Token));
            Assert.Equal(($"{i}", "v1"), (call.ResponseStream.Current.Message, call.ResponseStream.Current.Server));
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext(Token));
        // A conversation has no copy.
        Assert.Equal(0, _v2.Calls);
    }

    [Fact]
    public async Task Call_OfOneStream_ArrivesWhole()
    {
        var client = new Greeter.GreeterClient(_channel);
        using var gather = client.Gather(cancellationToken: Token);
        await gather.RequestStream.WriteAsync(new() { Name = "a" }, Token);
        await gather.RequestStream.WriteAsync(new() { Name = "b" }, Token);
        await gather.RequestStream.CompleteAsync();
        using var repeat = client.Repeat(new() { Name = "c" }, cancellationToken: Token);
        var replies = await repeat.ResponseStream.ReadAllAsync(Token).Select(r => r.Message).ToListAsync(Token);

        Assert.Equal("a+b", (await gather).Message);
        Assert.Equal(["c 0", "c 1", "c 2"], replies);
    }
}

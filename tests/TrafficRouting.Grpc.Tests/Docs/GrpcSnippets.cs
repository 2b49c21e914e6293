using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Http;

namespace TrafficRouting.Grpc.Tests.Docs;

/// <summary>The code of docs/grpc.md, which has to compile.</summary>
internal static class GrpcSnippets
{
    public static void Register(IServiceCollection services)
    {
        services.AddGrpcClient<Greeter.GreeterClient>(options => options.Address = new("http://greeter"))
            .AddTrafficRouting();
    }

    public static async Task<string> CallAsync(TrafficRoutingOptions options, CancellationToken cancellationToken)
    {
        var router = new TrafficRouter(options);
        using var primary = new SocketsHttpHandler { Properties = { ["__GrpcLoadBalancingDisabled"] = true } };
        using var channel = GrpcChannel.ForAddress(
            "http://greeter", new() { HttpHandler = new TrafficRoutingHandler(router) { InnerHandler = primary } });
        return (await new Greeter.GreeterClient(channel).SayHelloAsync(new(), cancellationToken: cancellationToken)).Server;
    }
}

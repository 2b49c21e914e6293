using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace TrafficRouting.Grpc.Tests;

/// <summary>A server that fails by statuses of gRPC, which are answers of 200.</summary>
public sealed class GrpcHealthTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StatusCode.Unavailable, null, 5)]
    [InlineData(StatusCode.NotFound, null, 20)]
    [InlineData(StatusCode.Internal, null, 20)]
    [InlineData(StatusCode.Internal, "INTERNAL", 5)]
    [InlineData(StatusCode.ResourceExhausted, "8", 5)]
    public async Task Call_FailsByStatus_EjectsForThoseThatCount(StatusCode status, string? counts, int expected)
    {
        await using var bad = await GreeterServer.StartAsync("bad", _ => throw new RpcException(new(status, "as asked")));
        await using var good = await GreeterServer.StartAsync("good");
        var services = new ServiceCollection();
        services.AddTrafficRouting(options =>
        {
            var health = new HealthOptions();
            if (counts is not null)
                health.GrpcStatuses.Add(counts);
            options.Backends["bad"] = new() { Address = bad.Address.ToString(), Health = health };
            options.Backends["good"] = new() { Address = good.Address.ToString() };
            options.Services["greeter"] = new() { Hosts = { "greeter" }, Routes = { ["all"] = new() { Weights = { ["bad"] = 1, ["good"] = 1 }, Selection = SelectionNames.RoundRobin } } };
        });
        services.AddGrpcClient<Greeter.GreeterClient>(o => o.Address = new("http://greeter")).AddTrafficRouting();
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<Greeter.GreeterClient>();
        var failed = 0;
        for (var i = 0; i < 40; i++)
        {
            try
            {
                await client.SayHelloAsync(new(), cancellationToken: Token);
            }
            catch (RpcException exception) when (exception.StatusCode == status)
            {
                failed++;
            }
        }

        Assert.Equal((expected, expected), (failed, bad.Calls));
    }
}

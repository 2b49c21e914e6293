using Grpc.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace TrafficRouting.Grpc.Tests;

/// <summary>GRPCRoutes decide where the calls of a real client go, and how they fail.</summary>
public sealed class GrpcRouteTests : IAsyncLifetime
{
    private GreeterServer _v1 = null!;
    private GreeterServer _v2 = null!;
    private ServiceProvider? _services;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _v1 = await GreeterServer.StartAsync("v1");
        _v2 = await GreeterServer.StartAsync("v2");
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
        await _v1.DisposeAsync();
        await _v2.DisposeAsync();
    }

    [Fact]
    public async Task Calls_OfServiceMethodAndHeader_ReachTheirBackends()
    {
        var client = Client("""
            - {matches: [{method: {service: greet.Greeter}}], backendRefs: [{name: v1, port: 80}]}
            - {matches: [{method: {service: greet.Greeter, method: Gather}}], backendRefs: [{name: v2, port: 80}]}
            - {matches: [{method: {service: greet.Greeter}, headers: [{name: x-user, value: jason}]}], backendRefs: [{name: v2, port: 80}]}
            """);

        using var gather = client.Gather(cancellationToken: Token);
        await gather.RequestStream.CompleteAsync();

        Assert.Equal("v1", (await client.SayHelloAsync(new(), cancellationToken: Token)).Server);
        Assert.Equal("v2", (await client.SayHelloAsync(new(), new Metadata { { "x-user", "jason" } }, cancellationToken: Token)).Server);
        Assert.Equal("v2", (await gather).Server);
    }

    [Fact]
    public async Task Calls_OfASplit_AreSharedByWeight()
    {
        var client = Client("- {backendRefs: [{name: v1, port: 80, weight: 1}, {name: v2, port: 80, weight: 1}, {name: v1, port: 80, weight: 0}]}");
        for (var i = 0; i < 40; i++)
            await client.SayHelloAsync(new(), cancellationToken: Token);

        Assert.Equal(40, _v1.Calls + _v2.Calls);
        Assert.InRange(_v1.Calls, 5, 35);
    }

    [Theory]
    [InlineData("- {backendRefs: [{kind: Bucket, group: storage.example, name: b}]}", StatusCode.Unavailable)]
    [InlineData("- {backendRefs: [{name: v1, port: 80, weight: 0}]}", StatusCode.Unavailable)]
    [InlineData("- {matches: [{method: {service: other.Service}}], backendRefs: [{name: v1, port: 80}]}", StatusCode.Unimplemented)]
    public async Task Calls_ThatReachNobody_FailAsTheSpecificationSays(string rules, StatusCode status)
    {
        var client = Client(rules);

        var failed = await Assert.ThrowsAsync<RpcException>(() => client.SayHelloAsync(new(), cancellationToken: Token).ResponseAsync);

        Assert.Equal(status, failed.StatusCode);
    }

    private Greeter.GreeterClient Client(string rules)
    {
        var yaml = $$$"""
            apiVersion: gateway.networking.k8s.io/v1
            kind: GRPCRoute
            metadata: {name: greeter, namespace: shop}
            spec:
              parentRefs: [{group: '', kind: Service, name: greeter}]
              rules:
            {{{string.Join('\n', rules.Split('\n').Select(line => $"  {line}"))}}}
            """;
        var section = new ConfigurationBuilder()
            .AddInMemoryCollection([new("TrafficRouting:Backends:v1.shop:Address", _v1.Address.ToString()), new("TrafficRouting:Backends:v2.shop:Address", _v2.Address.ToString())])
            .Build()
            .GetSection("TrafficRouting");
        var services = new ServiceCollection();
        services.AddTrafficRouting(section).AddManifestsFromText(yaml);
        services.AddGrpcClient<Greeter.GreeterClient>(o => o.Address = new("http://greeter")).AddTrafficRouting();
        _services = services.BuildServiceProvider();
        return _services.GetRequiredService<Greeter.GreeterClient>();
    }
}

using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Http;

namespace TrafficRouting.Grpc.Tests;

/// <summary>Calls of real gRPC clients go where the router decides.</summary>
public sealed class GreeterTests : IAsyncLifetime
{
    private GreeterServer _v1 = null!;
    private GreeterServer _v2 = null!;
    private readonly ConcurrentQueue<RoutedAttempt> _attempts = new();
    private ServiceProvider? _services;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _v1 = await GreeterServer.StartAsync("v1");
        _v2 = await GreeterServer.StartAsync("v2", FailAsync);
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
        await _v1.DisposeAsync();
        await _v2.DisposeAsync();
    }

    [Theory]
    [InlineData("http://greeter")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("https://greeter")]
    public async Task Calls_OfASplit_ReachBothServersByTurns(string address)
    {
        var client = Client(Split(r => r.Selection = SelectionNames.RoundRobin), address);

        for (var i = 0; i < 10; i++)
            Assert.Equal("a", (await client.SayHelloAsync(new() { Name = "a" }, cancellationToken: Token)).Message);

        Assert.Equal((5, 5), (_v1.Calls, _v2.Calls));
    }

    [Fact]
    public async Task Calls_WithAHeader_TakeTheRouteOfThatHeader()
    {
        var options = Split(r => (r.Weights["v1"], r.Weights["v2"]) = (1, 0));
        options.Services["greeter"].Routes["testers"] = new() { Order = -1, Matches = { new() { Headers = { ["x-user"] = new() { Exact = "jason" } } } }, Weights = { ["v2"] = 1 } };
        var client = Client(options);

        var plain = await client.SayHelloAsync(new(), cancellationToken: Token);
        var tester = await client.SayHelloAsync(new(), new Metadata { { "x-user", "jason" } }, cancellationToken: Token);

        Assert.Equal(("v1", "v2"), (plain.Server, tester.Server));
    }

    [Fact]
    public async Task Calls_OfAMethod_TakeTheRouteOfItsPath()
    {
        var options = Split(r => (r.Weights["v1"], r.Weights["v2"]) = (1, 0));
        options.Services["greeter"].Routes["gather"] = new() { Order = -1, Matches = { new() { Path = new() { Exact = "/greet.Greeter/Gather" } } }, Weights = { ["v2"] = 1 } };
        var client = Client(options);

        using var call = client.Gather(cancellationToken: Token);
        await call.RequestStream.WriteAsync(new() { Name = "a" }, Token);
        await call.RequestStream.WriteAsync(new() { Name = "b" }, Token);
        await call.RequestStream.CompleteAsync();

        Assert.Equal(("v2", "a+b"), ((await call).Server, (await call).Message));
    }

    [Fact]
    public async Task Calls_OfACaller_StickToOneServer()
    {
        var client = Client(Split(r => r.Sticky = new() { Header = "x-user" }));
        var servers = new HashSet<string>();
        for (var user = 0; user < 8; user++)
        {
            var seen = new HashSet<string>();
            for (var i = 0; i < 3; i++)
                seen.Add((await client.SayHelloAsync(new(), new Metadata { { "x-user", $"user-{user}" } }, cancellationToken: Token)).Server);
            servers.Add(Assert.Single(seen));
        }

        Assert.Equal(2, servers.Count);
    }

    [Fact]
    public async Task ServerStreaming_ThroughRouting_ArrivesWhole()
    {
        using var call = Client(Split()).Repeat(new() { Name = "a" }, cancellationToken: Token);
        var messages = new List<HelloReply>();
        await foreach (var reply in call.ResponseStream.ReadAllAsync(Token))
            messages.Add(reply);

        Assert.Equal(["a 0", "a 1", "a 2"], messages.Select(m => m.Message));
        Assert.Single(messages.Select(m => m.Server).Distinct());
    }

    [Fact]
    public async Task ClientStreaming_ThroughRouting_ArrivesWholeAtOneServer()
    {
        using var call = Client(Split()).Gather(cancellationToken: Token);
        for (var i = 0; i < 5; i++)
            await call.RequestStream.WriteAsync(new() { Name = $"{i}" }, Token);
        await call.RequestStream.CompleteAsync();

        Assert.Equal("0+1+2+3+4", (await call).Message);
    }

    [Fact]
    public async Task BidirectionalStreaming_ThroughRouting_AnswersEachMessageBeforeTheNext()
    {
        using var call = Client(Split(r => r.Timeout = TimeSpan.FromMinutes(1))).Chat(cancellationToken: Token);
        for (var i = 0; i < 5; i++)
        {
            await call.RequestStream.WriteAsync(new() { Name = $"{i}" }, Token);
            Assert.True(await call.ResponseStream.MoveNext(Token));
            Assert.Equal($"{i}", call.ResponseStream.Current.Message);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext(Token));
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Trailers_AndStatus_ComeBackThroughRouting()
    {
        var client = Client(Split(r => (r.Weights["v1"], r.Weights["v2"]) = (0, 1)));

        using var answered = client.SayHelloAsync(new(), cancellationToken: Token);
        await answered;
        var failed = await Assert.ThrowsAsync<RpcException>(() => client.SayHelloAsync(new(), new Metadata { { "x-fail", "not found" } }, cancellationToken: Token).ResponseAsync);

        Assert.Equal("v2", answered.GetTrailers().GetValue("x-server"));
        Assert.Equal((StatusCode.NotFound, "v2"), (failed.StatusCode, failed.Trailers.GetValue("x-server")));
    }

    [Fact]
    public async Task Deadline_OfACall_EndsItOnBothSides()
    {
        var client = Client(Split(r => (r.Weights["v1"], r.Weights["v2"]) = (0, 1)));

        var thrown = await Assert.ThrowsAsync<RpcException>(() => client.SayHelloAsync(
            new(), new Metadata { { "x-fail", "hang" } }, deadline: DateTime.UtcNow.AddMilliseconds(300), cancellationToken: Token).ResponseAsync);

        Assert.Equal(StatusCode.DeadlineExceeded, thrown.StatusCode);
    }

    [Theory]
    [InlineData(DecisionScope.InitialAttempt)]
    [InlineData(DecisionScope.EveryAttempt)]
    public async Task RetryPolicy_OfTheServiceConfig_SendsAgainAsTheRouteSays(DecisionScope scope)
    {
        var client = Client(
            Split(r => (r.Selection, r.DecideOn) = (SelectionNames.RoundRobin, scope)),
            config: new MethodConfig
            {
                Names = { MethodName.Default },
                RetryPolicy = new() { MaxAttempts = 3, InitialBackoff = TimeSpan.FromMilliseconds(1), MaxBackoff = TimeSpan.FromMilliseconds(1), BackoffMultiplier = 1, RetryableStatusCodes = { StatusCode.Unavailable } },
            });

        for (var i = 0; i < 4; i++)
            Assert.Equal("v1", (await client.SayHelloAsync(new(), new Metadata { { "x-fail", "unavailable" } }, cancellationToken: Token)).Server);

        // Each call is judged once, though a message alone does not tell that it is a retry.
        Assert.Equal(4, _attempts.Count(a => a.IsFirstAttempt));
        Assert.True(_attempts.Count > 4);
    }

    [Fact]
    public async Task HedgingPolicy_OfTheServiceConfig_IsAnsweredByWhoeverIsFirst()
    {
        var client = Client(
            Split(r => r.Selection = SelectionNames.RoundRobin),
            config: new MethodConfig
            {
                Names = { MethodName.Default },
                HedgingPolicy = new() { MaxAttempts = 2, HedgingDelay = TimeSpan.FromMilliseconds(20), NonFatalStatusCodes = { StatusCode.Unavailable } },
            });

        for (var i = 0; i < 4; i++)
            Assert.Equal("v1", (await client.SayHelloAsync(new(), new Metadata { { "x-fail", "hang" } }, cancellationToken: Token)).Server);
    }

    [Fact]
    public async Task Channel_WithoutAContainer_IsRoutedWhereTheBalancerIsOff()
    {
        var router = new TrafficRouter(Split(r => r.Selection = SelectionNames.RoundRobin));
        using var primary = new SocketsHttpHandler { Properties = { ["__GrpcLoadBalancingDisabled"] = true } };
        using var channel = GrpcChannel.ForAddress("http://greeter", new() { HttpHandler = new TrafficRoutingHandler(router) { InnerHandler = primary } });
        var client = new Greeter.GreeterClient(channel);

        for (var i = 0; i < 4; i++)
            await client.SayHelloAsync(new(), cancellationToken: Token);

        Assert.Equal((2, 2), (_v1.Calls, _v2.Calls));
    }

    private static async Task FailAsync(ServerCallContext context)
    {
        switch (context.RequestHeaders.GetValue("x-fail"))
        {
            case "unavailable":
                throw new RpcException(new(StatusCode.Unavailable, "v2 is down"));
            case "not found":
                throw new RpcException(new(StatusCode.NotFound, "nobody"));
            case "hang":
                var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                await using (context.CancellationToken.Register(gone.SetResult))
                    await gone.Task;
                break;
        }
    }

    private TrafficRoutingOptions Split(Action<RouteOptions>? configure = null)
    {
        var options = new TrafficRoutingOptions();
        options.Backends["v1"] = new() { Address = _v1.Address.ToString() };
        options.Backends["v2"] = new() { Address = _v2.Address.ToString() };
        var route = new RouteOptions { Weights = { ["v1"] = 1, ["v2"] = 1 } };
        configure?.Invoke(route);
        options.Services["greeter"] = new() { Hosts = { "greeter", "127.0.0.1" }, Routes = { ["all"] = route } };
        return options;
    }

    private Greeter.GreeterClient Client(TrafficRoutingOptions options, string address = "http://greeter", MethodConfig? config = null)
    {
        var services = new ServiceCollection();
        services.AddTrafficRouting(o =>
        {
            foreach (var (name, backend) in options.Backends)
                o.Backends[name] = backend;
            foreach (var (name, service) in options.Services)
                o.Services[name] = service;
        });
        services.AddSingleton<IRoutingObserver>(new Observer(_attempts));
        services.AddGrpcClient<Greeter.GreeterClient>(o => o.Address = new(address))
            .AddTrafficRouting()
            .ConfigureChannel(c => c.ServiceConfig = config is null ? null : new() { MethodConfigs = { config } });
        _services = services.BuildServiceProvider();
        return _services.GetRequiredService<Greeter.GreeterClient>();
    }

    private sealed class Observer(ConcurrentQueue<RoutedAttempt> attempts) : IRoutingObserver
    {
        public void OnCompleted(in RoutedAttempt attempt) => attempts.Enqueue(attempt);
    }
}

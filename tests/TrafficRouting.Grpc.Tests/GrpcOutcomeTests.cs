using System.Threading.Channels;
using Grpc.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Http;
using TrafficRouting.Rollouts;
using TrafficRouting.Testing;

namespace TrafficRouting.Grpc.Tests;

/// <summary>R4: how a call of gRPC ended is seen from its headers or trailers, and rollouts judge by it.</summary>
public sealed class GrpcOutcomeTests : IAsyncLifetime
{
    private readonly Channel<RoutedAttempt> _attempts = Channel.CreateUnbounded<RoutedAttempt>();
    private GreeterServer _server = null!;
    private ServiceProvider? _services;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await GreeterServer.StartAsync("v2", FailAsync);

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("5", 5)]
    [InlineData("13", 13)]
    [InlineData("14", 14)]
    public async Task Unary_AnyStatus_IsSeen(string status, int expected)
    {
        var call = Client().SayHelloAsync(new(), new Metadata { { "x-status", status } }, cancellationToken: Token).ResponseAsync;
        if (expected == 0)
            await call;
        else
            Assert.Equal(expected, (int)(await Assert.ThrowsAsync<RpcException>(() => call)).StatusCode);

        var seen = await SeenAsync();
        Assert.Equal((200, expected, false), (seen.StatusCode, seen.GrpcStatus, seen.IsCallerCancellation));
    }

    [Fact]
    public async Task Streaming_FailsAfterItsMessages_IsSeenFromTheTrailersOnceTheyAreRead()
    {
        using var call = Client().Repeat(new() { Name = "a" }, new Metadata { { "x-end", "internal" } }, cancellationToken: Token);
        var messages = 0;
        for (; messages < 3; messages++)
            Assert.True(await call.ResponseStream.MoveNext(Token));
        Assert.False(_attempts.Reader.TryRead(out _));

        var thrown = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(Token));

        Assert.Equal(StatusCode.Internal, thrown.StatusCode);
        Assert.Equal(13, (await SeenAsync()).GrpcStatus);
    }

    [Fact]
    public async Task Streaming_ReadToItsEnd_IsOk()
    {
        using var call = Client().Repeat(new() { Name = "a" }, cancellationToken: Token);
        await foreach (var reply in call.ResponseStream.ReadAllAsync(Token))
            Assert.Equal("v2", reply.Server);

        Assert.Equal(0, (await SeenAsync()).GrpcStatus);
    }

    [Fact]
    public async Task Streaming_LeftBeforeItsEnd_IsACancellation()
    {
        using (var call = Client().Repeat(new() { Name = "a" }, new Metadata { { "x-end", "wait" } }, cancellationToken: Token))
            Assert.True(await call.ResponseStream.MoveNext(Token));

        var seen = await SeenAsync();
        Assert.Equal((null, true), (seen.GrpcStatus, seen.IsCallerCancellation));
    }

    [Fact]
    public async Task Streaming_ConnectionBreaks_IsAFailureOfTheBody()
    {
        using var call = Client().Repeat(new() { Name = "a" }, new Metadata { { "x-end", "abort" } }, cancellationToken: Token);
        await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await call.ResponseStream.MoveNext(Token))
            {
            }
        });

        var seen = await SeenAsync();
        Assert.Equal((null, false), (seen.GrpcStatus, seen.IsCallerCancellation));
        Assert.NotNull(seen.Exception);
    }

    [Fact]
    public async Task Deadline_BeforeTheAnswer_IsACancellation()
    {
        await Assert.ThrowsAsync<RpcException>(() => Client().SayHelloAsync(
            new(), new Metadata { { "x-status", "hang" } }, deadline: DateTime.UtcNow.AddMilliseconds(200), cancellationToken: Token).ResponseAsync);

        Assert.True((await SeenAsync()).IsCallerCancellation);
    }

    [Theory]
    [InlineData("14")]
    [InlineData("13")]
    [InlineData("5")]
    [InlineData("hang")]
    public async Task Rollout_CanaryFailsEveryCallWithHttp200_IsRolledBack(string status)
    {
        await using var stable = await GreeterServer.StartAsync("v1");
        var client = Client(stable.Address);
        var (clock, controller) = (_services!.GetRequiredService<FakeClock>(), _services!.GetRequiredService<IRolloutController>());
        await controller.StartAsync(Token);

        for (var i = 0; i < 2 && controller.Find("greeter")!.State!.Phase != RolloutPhase.RolledBack; i++)
        {
            await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => TryAsync(client, status)));
            // A caller whose deadline has passed does not wait for the transport to notice.
            for (var j = 0; j < 60; j++)
                await SeenAsync();
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        var rollout = controller.Find("greeter")!;
        Assert.True(rollout.State!.Phase == RolloutPhase.RolledBack, $"{rollout}");
        Assert.Equal("v1", (await client.SayHelloAsync(new(), cancellationToken: Token)).Server);
    }

    private static async Task TryAsync(Greeter.GreeterClient client, string status)
    {
        try
        {
            // A canary that hangs is found by callers who give up: stable answers them long before.
            var deadline = status == "hang" ? DateTime.UtcNow.AddSeconds(3) : (DateTime?)null;
            await client.SayHelloAsync(new(), new Metadata { { "x-status", status } }, deadline, Token).ResponseAsync;
        }
        catch (RpcException)
        {
            // The canary's.
        }
    }

    private static async Task FailAsync(ServerCallContext context)
    {
        var status = context.RequestHeaders.GetValue("x-status");
        if (status == "hang")
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        else if (status is not (null or "0"))
            throw new RpcException(new((StatusCode)int.Parse(status, System.Globalization.CultureInfo.InvariantCulture), "as asked"));
    }

    private ValueTask<RoutedAttempt> SeenAsync() => _attempts.Reader.ReadAsync(Token);

    private Greeter.GreeterClient Client(Uri? stable = null)
    {
        var services = new ServiceCollection();
        var settings = new Dictionary<string, string?>
        {
            ["TrafficRouting:Backends:v1:Address"] = (stable ?? _server.Address).ToString(),
            ["TrafficRouting:Backends:v2:Address"] = _server.Address.ToString(),
            ["TrafficRouting:Services:greeter:Hosts:0"] = "greeter",
            ["TrafficRouting:Services:greeter:Routes:default:Weights:v2"] = "1",
        };
        if (stable is not null)
        {
            settings["TrafficRouting:Rollouts:greeter:Service"] = "greeter";
            settings["TrafficRouting:Rollouts:greeter:Route"] = "default";
            settings["TrafficRouting:Rollouts:greeter:Stable"] = "v1";
            settings["TrafficRouting:Rollouts:greeter:Canary"] = "v2";
            settings["TrafficRouting:Rollouts:greeter:StepWeight"] = "50";
        }

        services.AddSingleton(new FakeClock());
        services.AddSingleton<TimeProvider>(p => p.GetRequiredService<FakeClock>());
        services.AddTrafficRouting(new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection("TrafficRouting")).AddRollouts();
        services.AddSingleton<IRoutingObserver>(new Observer(_attempts));
        services.AddGrpcClient<Greeter.GreeterClient>(o => o.Address = new("http://greeter")).AddTrafficRouting();
        _services = services.BuildServiceProvider();
        return _services.GetRequiredService<Greeter.GreeterClient>();
    }

    private sealed class Observer(Channel<RoutedAttempt> attempts) : IRoutingObserver
    {
        public void OnCompleted(in RoutedAttempt attempt) => attempts.Writer.TryWrite(attempt);
    }
}

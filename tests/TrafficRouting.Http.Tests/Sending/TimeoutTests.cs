using System.Net;
using TrafficRouting.Testing;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Sending;

public sealed class TimeoutTests
{
    private readonly FakeClock _time = new();
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Timeout_BeforeTheHeaders_SurfacesAsHttpClientsOwn()
    {
        await using var server = await StartSilentAsync();
        using var client = Routing.To(server.Address, r => r.Timeout = TimeSpan.FromSeconds(5)).Client(time: _time);
        var sending = client.GetAsync("http://reviews/a", Token);
        await _arrived.Task.WaitAsync(Token);

        _time.Advance(TimeSpan.FromSeconds(5));

        var thrown = await Assert.ThrowsAsync<TaskCanceledException>(() => sending);
        Assert.IsType<TimeoutException>(thrown.InnerException);
        Assert.Contains("5 seconds", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Timeout_WithAStatus_IsAnswered()
    {
        await using var server = await StartSilentAsync();
        using var client = Routing.To(server.Address, Gateway).Client(time: _time);
        var sending = client.GetAsync("http://reviews/a", Token);
        await _arrived.Task.WaitAsync(Token);

        _time.Advance(TimeSpan.FromSeconds(5));

        using var response = await sending;
        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        Assert.Equal(new Uri("http://reviews/a"), response.RequestMessage!.RequestUri);
    }

    [Fact]
    public async Task CallersCancellation_BeforeTheTimeout_StaysTheCallers()
    {
        await using var server = await StartSilentAsync();
        using var client = Routing.To(server.Address, Gateway).Client(time: _time);
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var sending = client.GetAsync("http://reviews/a", caller.Token);
        await _arrived.Task.WaitAsync(Token);

        await caller.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Equal(caller.Token, thrown.CancellationToken);
        Assert.IsNotType<TimeoutException>(thrown.InnerException);
    }

    [Fact]
    public async Task CallersCancellation_WhenTheTimeoutPassesToo_StaysTheCallers()
    {
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var primary = new StubHandler(_ =>
        {
            caller.Cancel();
            _time.Advance(TimeSpan.FromSeconds(5));
            throw new OperationCanceledException(caller.Token);
        });
        using var invoker = new HttpMessageInvoker(Routing.To(new("http://v1"), Gateway).Handler(primary, _time));
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/a");

        var thrown = await Assert.ThrowsAsync<OperationCanceledException>(() => invoker.SendAsync(request, caller.Token));

        Assert.Equal(caller.Token, thrown.CancellationToken);
    }

    [Fact]
    public async Task Timeout_AfterTheHeaders_LeavesTheBodyAlone()
    {
        var advanced = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await BackendServer.StartAsync(handler: async context =>
        {
            await context.Response.Body.FlushAsync(Token);
            await advanced.Task.WaitAsync(Token);
            await context.Response.Body.WriteAsync("late"u8.ToArray(), Token);
        });
        using var client = Routing.To(server.Address, Gateway).Client(time: _time);
        using var response = await client.GetAsync("http://reviews/a", HttpCompletionOption.ResponseHeadersRead, Token);

        _time.Advance(TimeSpan.FromMinutes(1));
        advanced.SetResult();

        Assert.Equal("late", await response.Content.ReadAsStringAsync(Token));
        Assert.Equal(0, _time.TimerCount);
    }

    [Fact]
    public async Task Timeout_OfASynchronousSend_IsAnswered()
    {
        await using var server = await StartSilentAsync();
        using var client = Routing.To(server.Address, Gateway).Client(time: _time);
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/a");
        var sending = Task.Run(() => client.Send(request, Token), Token);
        await _arrived.Task.WaitAsync(Token);

        _time.Advance(TimeSpan.FromSeconds(5));

        using var response = await sending;
        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
    }

    private static void Gateway(RouteOptions route)
    {
        route.Timeout = TimeSpan.FromSeconds(5);
        route.TimeoutStatus = 504;
    }

    private Task<BackendServer> StartSilentAsync() => BackendServer.StartAsync(handler: async context =>
    {
        _arrived.TrySetResult();
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    });
}

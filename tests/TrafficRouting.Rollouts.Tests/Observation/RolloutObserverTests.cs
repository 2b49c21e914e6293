using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Testing;
using TrafficRouting.TestKit;

namespace TrafficRouting.Rollouts.Tests.Observation;

/// <summary>Observation and rollback over real connections, registered as users do.</summary>
public sealed class RolloutObserverTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_FirstAttemptsAreCounted_RetriesAreNotAndCallersWhoGaveUpAreApart()
    {
        var hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await BackendServer.StartAsync(handler: async context =>
        {
            if (context.Request.Path == "/hang")
                await hold.Task;
            context.Response.StatusCode = 503;
        });
        await using var provider = Services(server.Address, new FakeClock());
        var controller = provider.GetRequiredService<IRolloutController>();
        await controller.StartAsync(Cancellation);
        await controller.PromoteFullAsync("reviews", Cancellation);
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("reviews");

        (await client.GetAsync("/", Cancellation)).Dispose();
        using (var giveUp = new CancellationTokenSource())
        {
            var hanging = client.GetAsync("/hang", giveUp.Token);
            await giveUp.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
        }

        hold.SetResult();
        var handler = provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("reviews");
        using (var invoker = new HttpMessageInvoker(handler, disposeHandler: false))
        using (var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/"))
        {
            (await invoker.SendAsync(request, Cancellation)).Dispose();
            (await invoker.SendAsync(request, Cancellation)).Dispose();
        }

        var seen = controller.Find("reviews")!.CanaryTotals;
        Assert.Equal((2, 2, 1), (seen.Requests, seen.Failures, seen.Cancellations));
    }

    [Fact]
    public async Task Rollout_CanaryBreaks_TheNextRequestGoesToStable()
    {
        var time = new FakeClock();
        await using var stable = await BackendServer.StartAsync("v1");
        await using var canary = await BackendServer.StartAsync(handler: context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        });
        await using var provider = Services(stable.Address, time, canary.Address);
        var controller = provider.GetRequiredService<IRolloutController>();
        await controller.StartAsync(Cancellation);
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("reviews");
        for (var i = 0; i < 200; i++)
            (await client.GetAsync("/", Cancellation)).Dispose();
        Assert.NotEqual(0, canary.Count);

        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(RolloutPhase.RolledBack, controller.Find("reviews")!.State!.Phase);
        var before = canary.Count;
        for (var i = 0; i < 50; i++)
            Assert.Equal("v1", await client.GetStringAsync("/", Cancellation));
        Assert.Equal(before, canary.Count);
    }

    [Theory]
    [InlineData("/hang")]
    [InlineData("/404")]
    [InlineData("/302")]
    public async Task Rollout_CanaryFailsNothingButIsWrong_IsRolledBack(string path)
    {
        var time = new FakeClock();
        await using var stable = await BackendServer.StartAsync("v1");
        await using var canary = await BackendServer.StartAsync(handler: async context =>
        {
            if (context.Request.Path == "/hang")
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            context.Response.StatusCode = context.Request.Path == "/404" ? 404 : 302;
        });
        await using var provider = Services(stable.Address, time, canary.Address);
        var controller = provider.GetRequiredService<IRolloutController>();
        await controller.StartAsync(Cancellation);
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("reviews");
        // From outside of routing, as HttpClient's own timeout, that of a resilience handler and a caller's patience are.
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var calls = Enumerable.Range(0, 80).Select(_ => client.GetAsync(path, giveUp.Token)).ToList();
        while (calls.Count(c => c.IsCompleted) < 80 && (path != "/hang" || calls.Count(c => c.IsCompleted) + canary.Count < 80))
            await Task.Yield();
        await giveUp.CancelAsync();
        await Task.WhenAll(calls).ContinueWith(_ => { }, Cancellation, TaskContinuationOptions.None, TaskScheduler.Default);
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(RolloutPhase.RolledBack, controller.Find("reviews")!.State!.Phase);
    }

    [Fact]
    public async Task Requests_OfARouteNamedLikeAHeaderRoute_AreNotThoseOfTheCanary()
    {
        await using var server = await BackendServer.StartAsync("v2");
        await using var provider = Services(server.Address, new FakeClock());
        var controller = provider.GetRequiredService<IRolloutController>();
        await controller.StartAsync(Cancellation);
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("reviews");

        (await client.GetAsync("/own", Cancellation)).Dispose();
        Assert.Equal((1, 0), (server.Count, controller.Find("reviews")!.CanaryTotals.Requests));

        await controller.PromoteFullAsync("reviews", Cancellation);
        (await client.GetAsync("/", Cancellation)).Dispose();
        Assert.Equal(1, controller.Find("reviews")!.CanaryTotals.Requests);
    }

    private static ServiceProvider Services(Uri stable, TimeProvider time, Uri? canary = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(time);
        services.AddTrafficRouting(options =>
        {
            options.Backends["v1"] = new() { Address = stable.ToString() };
            options.Backends["v2"] = new() { Address = (canary ?? stable).ToString() };
            var route = new RouteOptions();
            route.Weights["v1"] = 1;
            var service = new ServiceOptions();
            service.Hosts.Add("reviews");
            service.Routes["default"] = route;
            var own = new RouteOptions();
            own.Matches.Add(new() { Path = new() { Exact = "/own" } });
            own.Weights["v2"] = 1;
            service.Routes["default-canary"] = own;
            options.Services["reviews"] = service;
        });
        services.AddTrafficRouting(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["TrafficRouting:Rollouts:reviews:Service"] = "reviews",
            ["TrafficRouting:Rollouts:reviews:Route"] = "default",
            ["TrafficRouting:Rollouts:reviews:Stable"] = "v1",
            ["TrafficRouting:Rollouts:reviews:Canary"] = "v2",
            ["TrafficRouting:Rollouts:reviews:StepWeight"] = "50",
            ["TrafficRouting:Rollouts:reviews:Analysis:MinRequests"] = "20",
            ["TrafficRouting:Rollouts:reviews:Analysis:FailureLimit"] = "0",
        }).Build().GetSection("TrafficRouting")).AddRollouts();
        services.AddHttpClient("reviews", client => client.BaseAddress = new("http://reviews")).AddTrafficRouting();
        return services.BuildServiceProvider();
    }
}

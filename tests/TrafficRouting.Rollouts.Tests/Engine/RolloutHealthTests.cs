using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Testing;

namespace TrafficRouting.Rollouts.Tests.Engine;

/// <summary>A canary that fails every call, with health and failover on.</summary>
public sealed class RolloutHealthTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task DeadCanary_HealthAndFailoverOn_IsRolledBackBeforeAMeasurementIsDueAndCostsNobodyACall(int failureLimit)
    {
        var clock = new FakeClock(Given.Start);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(clock);
        services.AddTrafficRouting(t =>
        {
            t.Backends["v1"] = new() { Address = "http://v1.test", Health = new() };
            t.Backends["v2"] = new() { Address = "http://v2.test", Health = new() };
            var route = new RouteOptions { Weights = { ["v1"] = 100, ["v2"] = 0 }, Failover = new() { Budget = 1 }, Selection = SelectionNames.RoundRobin };
            t.Services["s"] = new() { Hosts = { "s" }, Routes = { ["default"] = route } };
        }).AddRollouts(o =>
        {
            var rollout = new RolloutOptions { Service = "s", Route = "default", Stable = "v1", Canary = "v2", Steps = { new() { SetWeight = 5 }, new() { Analyze = new() { Count = 3 } } } };
            rollout.Analysis.FailureLimit = failureLimit;
            // Without a look at once it would pause at its first measurement.
            if (failureLimit == 0)
                rollout.Analysis.InconclusiveLimit = 0;
            o.Rollouts["r"] = rollout;
        });
        services.AddHttpClient("c", c => c.BaseAddress = new("http://s")).AddTrafficRouting().ConfigurePrimaryHttpMessageHandler(() => new DeadHost("v2.test"));
        await using var provider = services.BuildServiceProvider();
        var rollouts = provider.GetRequiredService<IRolloutController>();
        await rollouts.StartAsync(TestContext.Current.CancellationToken);
        var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("c");

        var phases = new HashSet<RolloutPhase>();
        var requests = 0;
        for (; requests < 40_000 && rollouts.Find("r")!.State is not { IsTerminal: true }; requests++)
        {
            using var response = await client.GetAsync("/", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            if (requests % 100 == 0)
                clock.Advance(TimeSpan.FromSeconds(1));
            phases.Add(rollouts.Find("r")!.State!.Phase);
        }

        Assert.Equal(RolloutPhase.RolledBack, rollouts.Find("r")!.State!.Phase);
        Assert.DoesNotContain(RolloutPhase.Paused, phases);
        if (failureLimit == 0)
            Assert.True(clock.GetUtcNow() - Given.Start < TimeSpan.FromMinutes(1), $"after {requests} requests, {clock.GetUtcNow() - Given.Start}");
    }

    [Fact]
    public async Task StableFails_FailoverOn_SendsTheCanaryNoMoreThanItsStep()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddTrafficRouting(t =>
        {
            t.Backends["v1"] = new() { Address = "http://v1.test" };
            t.Backends["v2"] = new() { Address = "http://v2.test" };
            var route = new RouteOptions { Weights = { ["v1"] = 100, ["v2"] = 0 }, Failover = new() { Budget = 1 }, Selection = SelectionNames.RoundRobin };
            t.Services["s"] = new() { Hosts = { "s" }, Routes = { ["default"] = route } };
        }).AddRollouts(o => o.Rollouts["r"] = new() { Service = "s", Route = "default", Stable = "v1", Canary = "v2", Steps = { new() { SetWeight = 5 }, new() { Pause = new() } } });
        var primary = new DeadHost("v1.test");
        services.AddHttpClient("c", c => c.BaseAddress = new("http://s")).AddTrafficRouting().ConfigurePrimaryHttpMessageHandler(() => primary);
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<IRolloutController>().StartAsync(TestContext.Current.CancellationToken);
        var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("c");

        for (var i = 0; i < 1_000; i++)
        {
            try
            {
                (await client.GetAsync("/", TestContext.Current.CancellationToken)).Dispose();
            }
            catch (HttpRequestException)
            {
                // The stable backend's share.
            }
        }

        Assert.Equal(50, primary.Answered);
    }

    private sealed class DeadHost(string host) : HttpMessageHandler
    {
        public int Answered { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.Host == host)
                throw new HttpRequestException(HttpRequestError.ConnectionError, "refused");
            Answered++;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request });
        }
    }
}

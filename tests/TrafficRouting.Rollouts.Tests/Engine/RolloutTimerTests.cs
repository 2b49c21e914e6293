using Microsoft.Extensions.DependencyInjection;

namespace TrafficRouting.Rollouts.Tests.Engine;

public sealed class RolloutTimerTests
{
    [Fact]
    public void Timers_OfARollout_KeepNothingOfTheFirstCaller()
    {
        var clock = new SuppressionClock();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(clock);
        services.AddTrafficRouting(options =>
        {
            var routes = RolloutHarness.Routes();
            foreach (var (name, backend) in routes.Backends)
                options.Backends[name] = backend;
            foreach (var (name, service) in routes.Services)
                options.Services[name] = service;
        }).AddRollouts(options => options.Rollouts["reviews"] = Given.Options());
        using var provider = services.BuildServiceProvider();

        provider.GetRequiredService<TrafficRouter>();

        Assert.True(clock.WasSuppressed.Count >= 3);
        Assert.DoesNotContain(false, clock.WasSuppressed);
        Assert.False(ExecutionContext.IsFlowSuppressed());
    }

    private sealed class SuppressionClock : TimeProvider
    {
        public List<bool> WasSuppressed { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            WasSuppressed.Add(ExecutionContext.IsFlowSuppressed());
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}

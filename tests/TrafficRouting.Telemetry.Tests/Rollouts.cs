using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Rollouts;

namespace TrafficRouting.Telemetry.Tests;

/// <summary>A rollout between the two backends, so that there is one to measure.</summary>
internal static class Rollouts
{
    public static void Add(IServiceCollection services) => Add(services.AddTrafficRouting());

    public static void Add(ITrafficRoutingBuilder table) => table.AddRollouts(options => options.Rollouts["reviews"] = new()
    {
        Service = "reviews",
        Route = "default",
        Stable = "reviews-v1",
        Canary = "reviews-v2",
        StepWeight = 10,
    });

    public static Task StartAsync(IServiceProvider services) =>
        services.GetRequiredService<IRolloutController>().StartAsync(TestContext.Current.CancellationToken);
}

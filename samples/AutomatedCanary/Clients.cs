using Microsoft.Extensions.DependencyInjection;

namespace AutomatedCanary;

/// <summary>How the service calls the reviews service.</summary>
internal static class Clients
{
    public static void Add(IServiceCollection services, Act act)
    {
        services.AddGrpcClient<Reviews.ReviewsClient>(client => client.Address = new("http://reviews")).AddTrafficRouting();
        var reviews = services.AddHttpClient("reviews", client => client.BaseAddress = new("http://reviews"));
        if (act.Hangs)
        {
            // Around the routing: it ends attempts from outside, so routing sees cancellations.
            reviews.AddStandardResilienceHandler(resilience =>
            {
                resilience.AttemptTimeout.Timeout = TimeSpan.FromMilliseconds(300);
                resilience.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(2);
                (resilience.Retry.MaxRetryAttempts, resilience.Retry.Delay) = (1, TimeSpan.FromMilliseconds(10));
                // One breaker around both versions would cut off v1 for the failures of v2.
                resilience.CircuitBreaker.FailureRatio = 1;
            });
        }

        reviews.AddTrafficRouting();
    }

    /// <summary>Gives what one caller does.</summary>
    public static Func<Task> CallOf(Act act, IServiceProvider services)
    {
        var http = services.GetRequiredService<IHttpClientFactory>().CreateClient("reviews");
        var grpc = services.GetRequiredService<Reviews.ReviewsClient>();
        return act.IsGrpc
            ? async () => await grpc.GetAsync(new() { Id = 1 })
            : async () => (await http.GetAsync("/reviews/1")).Dispose();
    }
}

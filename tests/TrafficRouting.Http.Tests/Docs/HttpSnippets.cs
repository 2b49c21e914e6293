using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace TrafficRouting.Http.Tests.Docs;

/// <summary>The code of docs/http.md, which has to compile.</summary>
internal static class HttpSnippets
{
    public static void Register(IServiceCollection services, IConfiguration configuration)
    {
        services.AddTrafficRouting(configuration.GetSection("TrafficRouting"));

        services.AddHttpClient("reviews", c => c.BaseAddress = new("http://reviews:9080"))
            .AddTrafficRouting();

        services.ConfigureHttpClientDefaults(b => b.AddTrafficRouting());
    }

    public static void Observe(IServiceCollection services, IConfiguration configuration)
    {
        services.AddTrafficRouting(configuration.GetSection("TrafficRouting")).AddObserver<SlowAttempts>();
    }

    public static void RegisterInCode(IServiceCollection services)
    {
        services.AddTrafficRouting(options =>
        {
            options.Backends["v1"] = new() { Address = "http://10.0.0.11:9080" };
            options.Backends["v2"] = new() { Address = "http://10.0.0.12:9080" };
            options.Services["reviews"] = new()
            {
                Hosts = { "reviews" },
                Routes = { ["default"] = new() { Weights = { ["v1"] = 95, ["v2"] = 5 } } },
            };
        });
    }

    public static async Task SendAsync(TrafficRoutingOptions options, CancellationToken cancellationToken)
    {
        var router = new TrafficRouter(options);
        using var client = new HttpClient(new TrafficRoutingHandler(router) { InnerHandler = new SocketsHttpHandler() });

        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/products/42");
        request.SetBackend("v2");
        using var response = await client.SendAsync(request, cancellationToken);
        Console.WriteLine(response.RequestMessage?.GetRouteDecision());
    }

    internal sealed class SlowAttempts : IRoutingObserver
    {
        public void OnCompleted(in RoutedAttempt attempt)
        {
            if (attempt.Duration > TimeSpan.FromSeconds(1))
                Console.WriteLine($"{attempt.Request.Method} by {attempt.Decision}: {attempt.StatusCode} after {attempt.Duration}");
        }
    }
}

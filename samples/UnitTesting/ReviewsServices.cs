using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace UnitTesting;

/// <summary>What the service's Program.cs calls, and its tests too.</summary>
public static class ReviewsServices
{
    public static IServiceCollection AddReviews(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddTrafficRouting(configuration.GetSection("TrafficRouting"));
        services.AddHttpClient<ReviewsClient>(client => client.BaseAddress = new("http://reviews")).AddTrafficRouting();
        return services;
    }
}

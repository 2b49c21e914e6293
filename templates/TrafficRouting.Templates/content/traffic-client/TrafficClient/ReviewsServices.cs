namespace TrafficClient;

/// <summary>What Program.cs registers, and the tests too.</summary>
public static class ReviewsServices
{
    public static IServiceCollection AddReviews(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddTrafficRouting(configuration.GetSection("TrafficRouting"));
        services.AddHttpClient<ReviewsClient>(client => client.BaseAddress = new("http://reviews")).AddTrafficRouting();
        return services;
    }
}

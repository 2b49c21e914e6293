namespace TrafficClient;

/// <summary>Two versions of the reviews service, so that there is something to see. Take it out with the addresses in appsettings.Development.json.</summary>
internal static class DevelopmentBackends
{
    public static void MapDevelopmentBackends(this IEndpointRouteBuilder app)
    {
        app.MapGet("/v1/reviews/{product:int}", (int product) => new Review(product, Stars: 4, By: "v1"));
        app.MapGet("/v2/reviews/{product:int}", (int product) => new Review(product, Stars: 5, By: "v2"));
    }
}

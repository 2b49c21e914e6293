using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace TrafficRouting.Http.Tests.Docs;

/// <summary>The code of docs/configuration.md, which has to compile.</summary>
internal static class ConfigurationSnippets
{
    public static void Write(TrafficRoutingOptions options)
    {
        options
            .AddBackend("reviews-v1", "http://10.0.0.11:9080")
            .AddBackend("reviews-v2", "http://10.0.0.12:9080")
            .AddBackend("reviews-v3", "http://10.0.0.13:9080")
            .AddService("reviews", service => service
                .AddHost("reviews")
                .AddHost("*.reviews.example")
                .AddRoute("testers", route => route
                    .WithOrder(-1)
                    .AddMatch(match => match.WithHeader("end-user", "jason"))
                    .SendTo("reviews-v2"))
                .AddRoute("default", route => route
                    .SendTo("reviews-v1", 95)
                    .SendTo("reviews-v2", 5)
                    .MirrorTo("reviews-v3", percentage: 10)));
    }

    public static void Register(IServiceCollection services, IConfiguration configuration)
    {
        services.AddTrafficRouting(configuration.GetSection("TrafficRouting"))                  // lies over all the others
            .AddSource(new MySource());                                                         // a RoutingSource of your own; documents are one
        services.AddTrafficRouting(options => options.AddBackend("stable", "http://stable"));   // code, below all the others

        services.AddTrafficRouting("payments", configuration.GetSection("PaymentsRouting"));
        services.AddHttpClient("bank").AddTrafficRouting("payments");            // [FromKeyedServices("payments")] TrafficRouter
    }

    private sealed class MySource : RoutingSource
    {
        public override string Name => "mine";

        public override RoutingSnapshot Current { get; } = new(new(), []);

        public override IChangeToken GetChangeToken() => new CancellationChangeToken(CancellationToken.None);
    }
}

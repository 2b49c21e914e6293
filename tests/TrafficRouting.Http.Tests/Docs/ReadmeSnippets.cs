using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace TrafficRouting.Http.Tests.Docs;

/// <summary>The code of README.md, which has to compile and to do what it says.</summary>
internal static class ReadmeSnippets
{
    public static void Register(HostApplicationBuilder builder)
    {
        builder.Services.AddTrafficRouting(builder.Configuration.GetSection("TrafficRouting"));
        builder.Services.AddHttpClient("reviews", client => client.BaseAddress = new("http://reviews"))
            .AddTrafficRouting();
    }

    public static void RegisterInCode(HostApplicationBuilder builder)
    {
        builder.Services.AddTrafficRouting(options => options
            .AddBackend("reviews-v1", "http://10.0.0.11:9080")
            .AddBackend("reviews-v2", "http://10.0.0.12:9080")
            .AddService("reviews", service => service
                .AddHost("reviews")
                .AddRoute("jason", route => route
                    .WithOrder(1)
                    .AddMatch(match => match.WithHeader("end-user", "jason"))
                    .SendTo("reviews-v2"))
                .AddRoute("default", route => route
                    .WithOrder(2)
                    .SendTo("reviews-v1", 90)
                    .SendTo("reviews-v2", 10))));
    }

    public static void Explain(TrafficRouter router, HttpRequestMessage request)
    {
        Console.WriteLine(router.Explain(request));
        // reviews/default (random: reviews-v1 90 %, reviews-v2 10 %)
        //   not jason: header 'end-user' is missing
    }
}

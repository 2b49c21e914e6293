using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Refit;
using TrafficRouting.Http;

namespace TrafficRouting.Hosts.Tests.Docs;

/// <summary>The code of docs/hosts.md, which has to compile.</summary>
internal static class HostSnippets
{
    public static void RegisterYarp(WebApplicationBuilder builder)
    {
        builder.Services.AddTrafficRouting(builder.Configuration.GetSection("TrafficRouting"));
        builder.Services.AddReverseProxy()
            .LoadFromConfig(builder.Configuration.GetSection("ReverseProxy"))
            .AddTrafficRouting();
    }

    public static void RegisterRefit(IServiceCollection services)
    {
        services.AddRefitGeneratedClient<ICatalog>()
            .ConfigureHttpClient(client => client.BaseAddress = new("http://catalog"))
            .AddTrafficRouting();
    }

    public static void RegisterDiscovery(IServiceCollection services)
    {
        services.AddServiceDiscovery();
        services.ConfigureHttpClientDefaults(client => client.AddServiceDiscovery());
        services.AddHttpClient("catalog", client => client.BaseAddress = new("https+http://catalog"))
            .AddTrafficRouting();
    }

    public static void RegisterMirrorDiscovery(IServiceCollection services)
    {
        services.AddHttpClient(TrafficRoutingDefaults.MirrorClientName).AddServiceDiscovery();
    }

    public static void RegisterServiceDefaults(WebApplicationBuilder builder)
    {
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http =>
        {
            http.AddTrafficRouting();
            http.AddTrafficResilience();
            http.AddServiceDiscovery();
        });
        builder.Services.AddTrafficRouting(builder.Configuration.GetSection("TrafficRouting"));
    }

    public static void RegisterDashboard(WebApplicationBuilder builder)
    {
        builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter("TrafficRouting"))
            .WithTracing(tracing => tracing.AddSource("TrafficRouting"));
    }

    public static void RegisterClientOfDefaults(WebApplicationBuilder builder)
    {
        builder.Services.AddHttpClient("reviews", client => client.BaseAddress = new("http://reviews"));
    }

    public static void RegisterAspire(IServiceCollection services)
    {
        services.ConfigureHttpClientDefaults(client =>
        {
            client.AddStandardResilienceHandler();
            client.AddServiceDiscovery();
        });
        services.AddHttpClient("catalog").AddTrafficRouting().AddTrafficResilience();
    }

    public static void RegisterTelemetry(IServiceCollection services)
    {
        services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter("TrafficRouting").AddHttpClientInstrumentation())
            .WithTracing(tracing => tracing
                .AddSource("TrafficRouting")
                .AddHttpClientInstrumentation(http => http.EnrichWithHttpRequestMessage = (activity, request) =>
                    activity.SetTag("traffic_routing.backend", request.GetRouteDecision()?.Backend?.Name)));
    }

    public static async Task<string> SendAsync(IServiceProvider provider, CancellationToken cancellationToken)
    {
        var handler = provider.GetRequiredService<TrafficRoutingHandler>();
        handler.InnerHandler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false };
        using var invoker = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://catalog/");
        using var response = await invoker.SendAsync(request, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }
}

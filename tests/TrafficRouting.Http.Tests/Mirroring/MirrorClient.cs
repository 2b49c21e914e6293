using Microsoft.Extensions.DependencyInjection;

namespace TrafficRouting.Http.Tests.Mirroring;

/// <summary>The client that mirrors are sent through, as an application sees it.</summary>
internal static class MirrorClient
{
    public static IHttpClientBuilder Of(IServiceCollection services) => services.AddHttpClient(TrafficRoutingDefaults.MirrorClientName);

    /// <summary>Gets its handlers from outside to inside.</summary>
    public static List<HttpMessageHandler> Pipeline(IServiceProvider services, string client = TrafficRoutingDefaults.MirrorClientName)
    {
        List<HttpMessageHandler> handlers = [];
        var handler = services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(client);
        for (var next = handler; next is not null; next = (next as DelegatingHandler)?.InnerHandler)
            handlers.Add(next);
        return handlers;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace TrafficRouting.Http;

/// <summary>Fits the mirrors' client to its purpose, around whatever the application configures for it.</summary>
internal sealed class MirrorClientSetup : IPostConfigureOptions<HttpClientFactoryOptions>
{
    public void PostConfigure(string? name, HttpClientFactoryOptions options)
    {
        if (!string.Equals(name, TrafficRoutingDefaults.MirrorClientName, StringComparison.Ordinal))
            return;
        options.HttpMessageHandlerBuilderActions.Insert(0, Prefer);
        options.HttpMessageHandlerBuilderActions.Add(Insist);
    }

    // First, so that the application's own settings win.
    private static void Prefer(HttpMessageHandlerBuilder builder)
    {
        if (builder.PrimaryHandler is not SocketsHttpHandler handler)
            return;
        MirrorHandler.Tune(handler);

        // Each copy under way has one connection; responses cut short must not make for more.
        handler.MaxConnectionsPerServer = builder.Services.GetRequiredService<TrafficRouter>().Table.Options.Mirroring.Concurrency;
    }

    // Last, because a handler that comes from the defaults of all clients brings these along unasked.
    private static void Insist(HttpMessageHandlerBuilder builder)
    {
        if (builder.PrimaryHandler is SocketsHttpHandler handler)
            MirrorHandler.Isolate(handler);
        foreach (var resilience in builder.AdditionalHandlers.Where(IsResilience).ToList())
            builder.AdditionalHandlers.Remove(resilience);
    }

    // By name, because resilience is no dependency of this package. A copy is sent once or not at all.
    private static bool IsResilience(DelegatingHandler handler) =>
        handler.GetType() is { Name: "ResilienceHandler" or "PolicyHttpMessageHandler", Namespace: { } space }
        && space.StartsWith("Microsoft.Extensions.Http", StringComparison.Ordinal);
}

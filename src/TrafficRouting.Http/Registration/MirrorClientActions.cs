using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace TrafficRouting.Http;

/// <summary>Leaves what is configured for routing's own clients to <see cref="MirrorClientSetup"/>, so that other filters never see a primary handler that is not theirs to change.</summary>
internal sealed class MirrorClientActions : IPostConfigureOptions<HttpClientFactoryOptions>
{
    public void PostConfigure(string? name, HttpClientFactoryOptions options)
    {
        if (!TrafficRoutingDefaults.IsOwnClient(name))
            return;
        options.HttpMessageHandlerBuilderActions.Clear();
        options.HttpMessageHandlerBuilderActions.Add(Leave);
    }

    // Applications that want no logs take all filters out.
    private static void Leave(HttpMessageHandlerBuilder builder)
    {
        if (builder.Services.GetServices<IHttpMessageHandlerBuilderFilter>().Any(filter => filter is MirrorClientSetup))
            builder.AdditionalHandlers.Add(new Place());
        else
            builder.Services.GetRequiredService<MirrorClientSetup>().Rebuild(builder);
    }

    /// <summary>Stands where the handlers of the client go, among those that filters put around them.</summary>
    internal sealed class Place : DelegatingHandler;
}

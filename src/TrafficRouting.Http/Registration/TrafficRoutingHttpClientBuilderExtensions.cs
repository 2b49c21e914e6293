using Microsoft.Extensions.Http;
using TrafficRouting.Http;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts clients under traffic routing.</summary>
public static class TrafficRoutingHttpClientBuilderExtensions
{
    /// <summary>
    /// Sends a client's requests through traffic routing; in <c>ConfigureHttpClientDefaults</c>, those of all clients. A named client's
    /// call keeps its place among the handlers added around it; one that comes from the defaults goes innermost. Both stay outside of
    /// service discovery, and a client gets the handler once, however often this is called. The client that mirrors are sent through never gets it.
    /// </summary>
    /// <param name="builder">The client's builder.</param>
    /// <returns>The builder.</returns>
    public static IHttpClientBuilder AddTrafficRouting(this IHttpClientBuilder builder) => builder.AddTrafficRouting(Options.Options.DefaultName);

    /// <summary>Sends a client's requests through a table by name.</summary>
    /// <param name="builder">The client's builder.</param>
    /// <param name="table">The name that the table was registered with: <c>services.AddTrafficRouting("payments", section)</c>.</param>
    /// <returns>The builder.</returns>
    public static IHttpClientBuilder AddTrafficRouting(this IHttpClientBuilder builder, string table)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(table);
        TableServices.AddShared(builder.Services);
        builder.Services.AddSingleton(new RoutedClients(table));

        // The builder of the defaults has no name.
        if (builder.Name is null)
            builder.Services.Configure<ClientPlacementOptions>(o => o.AllClients = table);
        else
            builder.Services.Configure<HttpClientFactoryOptions>(builder.Name, o => o.HttpMessageHandlerBuilderActions.Add(b => ClientPlacement.AddHere(b, table)));
        return builder;
    }
}

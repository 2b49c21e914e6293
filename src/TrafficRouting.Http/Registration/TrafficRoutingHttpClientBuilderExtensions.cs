using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using TrafficRouting.Http;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts clients under traffic routing.</summary>
/// <seealso href="https://github.com/trafficrouting/trafficrouting/blob/main/docs/http.md">Http in the documentation</seealso>
public static class TrafficRoutingHttpClientBuilderExtensions
{
    /// <summary>
    /// Sends a client's requests through traffic routing; in <c>ConfigureHttpClientDefaults</c>, those of all clients. A named client's
    /// call keeps its place among the handlers added around it; one that comes from the defaults goes innermost. Both stay outside of
    /// service discovery, and a client gets the handler once, however often this is called. The client that mirrors are sent through never gets it.
    /// </summary>
    /// <param name="builder">The client's builder.</param>
    /// <param name="configure">Sets what else routing changes of the client; that of a client by name goes over that of the defaults.</param>
    /// <returns>The builder.</returns>
    public static IHttpClientBuilder AddTrafficRouting(this IHttpClientBuilder builder, Action<TrafficRoutingClientOptions>? configure = null) =>
        builder.AddTrafficRouting(Options.Options.DefaultName, configure);

    /// <summary>Sends a client's requests through a table by name.</summary>
    /// <param name="builder">The client's builder.</param>
    /// <param name="table">The name that the table was registered with: <c>services.AddTrafficRouting("payments", section)</c>.</param>
    /// <param name="configure">Sets what else routing changes of the client; that of a client by name goes over that of the defaults.</param>
    /// <returns>The builder.</returns>
    public static IHttpClientBuilder AddTrafficRouting(this IHttpClientBuilder builder, string table, Action<TrafficRoutingClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(table);
        TableServices.AddShared(builder.Services);
        builder.Services.AddSingleton(new RoutedClients(table, builder.Name));

        // The builder of the defaults has no name, and what they say comes first.
        if (builder.Name is null)
        {
            builder.Services.Configure<ClientPlacementOptions>(o => o.AllClients = table);
            if (configure is not null)
                builder.Services.Insert(0, ServiceDescriptor.Singleton<IConfigureOptions<TrafficRoutingClientOptions>>(new ConfigureNamedOptions<TrafficRoutingClientOptions>(null, configure)));
            return builder;
        }

        builder.Services.Configure<HttpClientFactoryOptions>(builder.Name, o => o.HttpMessageHandlerBuilderActions.Add(b => ClientPlacement.AddHere(b, table)));
        if (configure is not null)
            builder.Services.Configure(builder.Name, configure);
        return builder;
    }

    /// <summary>Takes a client out of traffic routing, wherever it was put under it, as by <c>ConfigureHttpClientDefaults</c>.</summary>
    /// <param name="builder">The client's builder.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">The builder is that of the defaults.</exception>
    public static IHttpClientBuilder RemoveTrafficRouting(this IHttpClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var name = builder.Name ?? throw new InvalidOperationException("Traffic routing is taken off clients by name. To route none by their defaults, leave AddTrafficRouting out of ConfigureHttpClientDefaults.");
        builder.Services.Configure<ClientPlacementOptions>(o => o.Removed.Add(name));
        return builder;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace TrafficRouting.Http;

/// <summary>Puts a client under routing where it is to be, without saying by which table.</summary>
internal static class ImpliedRouting
{
    /// <summary>Adds the handler here, unless it stands elsewhere; its table is that of the client's own registration, wherever that call stands, else that of the defaults, else the one without a name.</summary>
    public static void Add(IHttpClientBuilder builder)
    {
        TableServices.AddShared(builder.Services);
        builder.Services.AddSingleton(new RoutedClients(Table: null, builder.Name));
        if (builder.Name is null)
        {
            builder.Services.Configure<ClientPlacementOptions>(o => o.AllClients ??= string.Empty);
            return;
        }

        builder.Services.Configure<HttpClientFactoryOptions>(builder.Name, o => o.HttpMessageHandlerBuilderActions.Add(
            b => ClientPlacement.AddHere(b, RoutedClients.TableOf([.. b.Services.GetServices<RoutedClients>()], b.Name))));
    }
}

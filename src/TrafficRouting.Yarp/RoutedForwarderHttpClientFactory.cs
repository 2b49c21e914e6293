using TrafficRouting.Http;
using Yarp.ReverseProxy.Forwarder;

namespace TrafficRouting.Yarp;

/// <summary>Makes the clients of clusters as another factory does, with routing in front. Safe for concurrent use, where that one is.</summary>
internal sealed class RoutedForwarderHttpClientFactory(IForwarderHttpClientFactory inner, IServiceProvider services, GatewayOptions options)
    : IForwarderHttpClientFactory
{
    public HttpMessageInvoker CreateClient(ForwarderHttpClientContext context)
    {
        var before = context.OldClient as RoutedInvoker;
        var client = inner.CreateClient(new()
        {
            ClusterId = context.ClusterId,
            OldConfig = context.OldConfig,
            OldMetadata = context.OldMetadata,
            OldClient = before?.Inner ?? context.OldClient,
            NewConfig = context.NewConfig,
            NewMetadata = context.NewMetadata,
        });
        if (!ClusterMetadata.IsRouted(context.NewMetadata))
            return client;

        // The same client again, so that its connections stay.
        var table = ClusterMetadata.Table(context.NewMetadata) ?? options.Table;
        return before is not null && ReferenceEquals(before.Inner, client) && before.Table == table
            ? before
            : new RoutedInvoker(TableServices.CreateHandler(services, table, context.ClusterId, host: HostSource.Uri), client, table);
    }
}

using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using TrafficRouting.Http;
using TrafficRouting.Yarp;
using Yarp.ReverseProxy.Configuration.ClusterValidators;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts a YARP gateway under traffic routing.</summary>
/// <seealso href="https://github.com/trafficrouting/trafficrouting/blob/main/docs/hosts.md#yarp">Hosts in the documentation</seealso>
public static class TrafficRoutingReverseProxyBuilderExtensions
{
    /// <summary>
    /// Sends what the gateway forwards through the route table without a name. The host of the destination's address decides the service, never the
    /// Host header that a stranger sent; a destination whose host belongs to no service is forwarded to as before.
    /// Call it after <c>ConfigureHttpClient</c> and any forwarder client factory of your own, which it keeps in use.
    /// </summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <returns>The builder.</returns>
    /// <remarks>
    /// A cluster's <c>Metadata</c> may say <c>"TrafficRouting.Table": "payments"</c> for a table of its own, or <c>"TrafficRouting.Enabled": "false"</c>
    /// to be left out.
    /// </remarks>
    public static IReverseProxyBuilder AddTrafficRouting(this IReverseProxyBuilder builder) => builder.AddTrafficRouting(Options.Options.DefaultName);

    /// <summary>Sends what the gateway forwards through a table by name.</summary>
    /// <param name="builder">The gateway's builder.</param>
    /// <param name="table">The name that the table was registered with: <c>services.AddTrafficRouting("edge", section)</c>. The last call's is that of all clusters that name none.</param>
    /// <returns>The builder.</returns>
    public static IReverseProxyBuilder AddTrafficRouting(this IReverseProxyBuilder builder, string table)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(table);
        TableServices.AddShared(builder.Services);
        builder.Services.Configure<GatewayOptions>(o => o.Table = table);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IClusterValidator, ClusterMetadataValidator>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, GatewayStartup>());
        ForwarderClients.Wrap(builder.Services);
        return builder;
    }
}

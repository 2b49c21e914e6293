using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace TrafficRouting.Http;

/// <summary>Puts the routing handler into the pipelines of clients: once, outside of service discovery, never into the mirrors' client.</summary>
internal sealed class ClientPlacement(IOptions<ClientPlacementOptions> placement) : IPostConfigureOptions<HttpClientFactoryOptions>
{
    public void PostConfigure(string? name, HttpClientFactoryOptions options) =>
        options.HttpMessageHandlerBuilderActions.Add(Finish);

    /// <summary>Adds the handler where a named client's registration stands.</summary>
    public static void AddHere(HttpMessageHandlerBuilder builder, string table)
    {
        if (IsMirror(builder) || Find<TrafficRoutingHandler>(builder) >= 0)
            return;

        builder.AdditionalHandlers.Add(new TrafficRoutingHandler(PipelineOf(builder.Services, table)));
    }

    private static RoutingPipeline PipelineOf(IServiceProvider services, string table) =>
        services.GetKeyedService<RoutingPipeline>(table) ?? throw new InvalidOperationException(RouterStartup.MissingTable(table));

    private static bool IsMirror(HttpMessageHandlerBuilder builder) =>
        string.Equals(builder.Name, TrafficRoutingDefaults.MirrorClientName, StringComparison.Ordinal);

    private static int Find<THandler>(HttpMessageHandlerBuilder builder) =>
        builder.AdditionalHandlers.ToList().FindIndex(h => h is THandler);

    private void Finish(HttpMessageHandlerBuilder builder)
    {
        if (placement.Value.AllClients is { } table)
            AddHere(builder, table);

        var routing = Find<TrafficRoutingHandler>(builder);
        if (routing < 0)
            return;

        var handlers = builder.AdditionalHandlers;
        var discovery = handlers.ToList().FindIndex(ServiceDiscovery.IsHandler);
        if (discovery >= 0 && discovery < routing)
        {
            var handler = handlers[routing];
            handlers.RemoveAt(routing);
            handlers.Insert(discovery, handler);
        }

        if (((TrafficRoutingHandler)handlers[Find<TrafficRoutingHandler>(builder)]).Pipeline.SendsForeignHosts)
            RedirectPolicy.TurnOff(builder.PrimaryHandler);
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace TrafficRouting.Http;

/// <summary>Puts the routing handler into the pipelines of clients: once, outside of service discovery, never into routing's own clients.</summary>
internal sealed class ClientPlacement(
    IOptions<ClientPlacementOptions> placement, IOptionsMonitor<TrafficRoutingClientOptions> clients, PrimaryHandlers primaries, ClientInspection inspection)
    : IPostConfigureOptions<HttpClientFactoryOptions>
{
    public void PostConfigure(string? name, HttpClientFactoryOptions options)
    {
        if (!TrafficRoutingDefaults.IsOwnClient(name))
            options.HttpMessageHandlerBuilderActions.Add(Finish);
    }

    /// <summary>Adds the handler where a named client's registration stands.</summary>
    public static void AddHere(HttpMessageHandlerBuilder builder, string table) => Add(builder, table, isByName: true);

    private static void Add(HttpMessageHandlerBuilder builder, string table, bool isByName)
    {
        if (TrafficRoutingDefaults.IsOwnClient(builder.Name) || Find(builder.AdditionalHandlers) >= 0)
            return;

        builder.AdditionalHandlers.Add(TableServices.CreateHandler(builder.Services, table, builder.Name, isByName));
    }

    private static int Find(IList<DelegatingHandler> handlers) => handlers.ToList().FindIndex(h => h is TrafficRoutingHandler);

    private void Finish(HttpMessageHandlerBuilder builder)
    {
        var handlers = builder.AdditionalHandlers;
        var isRemoved = placement.Value.Removed.Contains(builder.Name ?? "");
        if (placement.Value.AllClients is { } table && !isRemoved)
            Add(builder, table, isByName: false);

        var routing = Find(handlers);
        if (isRemoved && routing >= 0)
            handlers.RemoveAt(routing);
        if (isRemoved || routing < 0)
        {
            primaries.NoteUnrouted(builder.PrimaryHandler, builder.Name);
            return;
        }

        var pipeline = ((TrafficRoutingHandler)handlers[routing]).Pipeline;
        Place(handlers, routing, clients.Get(builder.Name));
        foreach (var arrangement in builder.Services.GetServices<IHandlerArrangement>())
            arrangement.Arrange(handlers);
        Mark(handlers);
        primaries.Fit(builder.PrimaryHandler, builder.Name, clients.Get(builder.Name), pipeline.SendsForeignHosts);
        inspection.Inspect(handlers, builder.Name ?? "");
    }

    private static void Place(IList<DelegatingHandler> handlers, int routing, TrafficRoutingClientOptions options)
    {
        var discovery = handlers.ToList().FindIndex(ServiceDiscovery.IsHandler);
        if (discovery >= 0 && discovery < routing)
        {
            var handler = handlers[routing];
            handlers.RemoveAt(routing);
            handlers.Insert(routing = discovery, handler);
        }

        if (options.FollowRedirects)
            handlers.Insert(routing, new RedirectFollower());
    }

    // Any handler outside of routing may send copies of what it is given, as hedging does.
    private static void Mark(IList<DelegatingHandler> handlers)
    {
        if (handlers[0] is not (TrafficRoutingHandler or RedirectFollower or LogicalRequestHandler))
            handlers.Insert(0, new LogicalRequestHandler());
    }
}

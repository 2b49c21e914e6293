using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace TrafficRouting.Http;

/// <summary>Looks for handlers that stand on the wrong side of routing, and says so once for each client.</summary>
internal sealed class ClientInspection(ILogger<TrafficRoutingHandler> logger)
{
    private readonly ConcurrentDictionary<string, string> _inspected = new(StringComparer.Ordinal);

    public void Inspect(IList<DelegatingHandler> handlers, string client)
    {
        // The factory makes the handlers of a client anew every few minutes.
        if (!_inspected.TryAdd(client, client))
            return;

        var routing = handlers.ToList().FindIndex(h => h is TrafficRoutingHandler);
        if (handlers.Take(routing).Where((h, i) => IsResilience(h) && !(i > 0 && handlers[i - 1] is LogicalRequestHandler { LeadsResilience: true })).Any())
            ClientLog.ResilienceOutside(logger, client);
        foreach (var handler in handlers.Skip(routing + 1).Where(PropagatesHeaders))
            ClientLog.HeadersInside(logger, client, handler.GetType().Name);
    }

    // By name, because none of these is a dependency of this package.
    private static bool IsResilience(DelegatingHandler handler) =>
        handler.GetType() is { Name: "ResilienceHandler" or "PolicyHttpMessageHandler", Namespace: { } space }
        && space.StartsWith("Microsoft.Extensions.Http", StringComparison.Ordinal);

    private static bool PropagatesHeaders(DelegatingHandler handler) =>
        handler.GetType() is { Name: "HeaderPropagationMessageHandler", Namespace: "Microsoft.AspNetCore.HeaderPropagation" };
}

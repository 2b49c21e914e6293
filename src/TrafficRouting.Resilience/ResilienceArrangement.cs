using Microsoft.Extensions.Http.Resilience;
using TrafficRouting.Http;

namespace TrafficRouting.Resilience;

/// <summary>
/// Moves the handlers that a call of this package added to both sides of routing. They stand in one group: the one that leads, the outer
/// resilience handler, and in either order the inner one and its scope.
/// </summary>
internal sealed class ResilienceArrangement : IHandlerArrangement
{
    private const int GroupSize = 4;

    public void Arrange(IList<DelegatingHandler> handlers)
    {
        if (Lead(handlers) is not (>= 0 and var lead))
            return;

        var group = handlers.Skip(lead).Take(GroupSize).ToList();
        foreach (var handler in group)
            handlers.Remove(handler);
        var routing = handlers.ToList().FindIndex(h => h is TrafficRoutingHandler);
        handlers.Insert(routing + 1, group.First(h => h is AttemptScopeHandler));
        handlers.Insert(routing + 2, group.Last(h => h is ResilienceHandler));

        // Outside of what follows redirects, too: a retry begins with the caller's own URI.
        var outside = routing > 0 && handlers[routing - 1] is RedirectFollower ? routing - 1 : routing;
        handlers.Insert(outside, group[0]);
        handlers.Insert(outside + 1, group[1]);
    }

    /// <summary>Takes off what an earlier call, or the defaults of all clients, brought along.</summary>
    public static void RemoveEarlier(IList<DelegatingHandler> handlers)
    {
        foreach (var handler in handlers.Where(h => h is ResilienceHandler or AttemptScopeHandler or LogicalRequestHandler { LeadsResilience: true }).ToList())
            handlers.Remove(handler);
    }

    private static int Lead(IList<DelegatingHandler> handlers) => handlers.ToList().FindIndex(h => h is LogicalRequestHandler { LeadsResilience: true });
}

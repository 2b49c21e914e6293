using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace TrafficRouting.Http;

/// <summary>Fits the primary handlers of routed clients to routing. One that a client outside of routing has too is left as it is. Safe for concurrent use.</summary>
internal sealed class PrimaryHandlers(ILogger<TrafficRoutingHandler> logger)
{
    // Grpc.Net.Client's own name. Its balancer would pick the connection by the caller's address, after routing has decided.
    private const string GrpcLoadBalancingDisabled = "__GrpcLoadBalancingDisabled";

    private readonly ConditionalWeakTable<HttpMessageHandler, string> _unrouted = [];

    public void NoteUnrouted(HttpMessageHandler primary, string? client) => _unrouted.AddOrUpdate(Innermost(primary), client ?? "");

    public void Fit(HttpMessageHandler primary, string? client, TrafficRoutingClientOptions options, bool sendsForeignHosts)
    {
        var handler = Innermost(primary);
        if (_unrouted.TryGetValue(handler, out var other))
        {
            ClientLog.PrimaryShared(logger, client ?? "", other);
            return;
        }

        if (handler is SocketsHttpHandler sockets)
            sockets.Properties[GrpcLoadBalancingDisabled] = true;
        BaggagePropagator.Fit(handler);
        if (!options.UseCookies && !TurnOffCookies(handler))
            ClientLog.PrimaryInUse(logger, client ?? "");
        if (options.FollowRedirects || sendsForeignHosts)
            RedirectPolicy.TurnOff(handler);
    }

    public static HttpMessageHandler Innermost(HttpMessageHandler handler)
    {
        while (handler is DelegatingHandler { InnerHandler: { } inner })
            handler = inner;
        return handler;
    }

    private static bool TurnOffCookies(HttpMessageHandler handler)
    {
        try
        {
            if (handler is SocketsHttpHandler { UseCookies: true } sockets)
                sockets.UseCookies = false;
            else if (handler is HttpClientHandler { UseCookies: true } client)
                client.UseCookies = false;
            return true;
        }
        catch (InvalidOperationException)
        {
            // In use already, when it refuses to be set.
            return false;
        }
    }
}

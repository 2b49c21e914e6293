using System.Diagnostics;
using System.Runtime.CompilerServices;
using TrafficRouting.Http;
using Yarp.ReverseProxy.Forwarder;

namespace TrafficRouting.Yarp;

/// <summary>
/// Takes the baggage that the gateway copied off a request that is sent under an activity: the gateway's own propagator replaces it by what the
/// activity carries, and until then routing would see what does not leave.
/// </summary>
internal sealed class CarriedBaggage : DelegatingHandler
{
    private static readonly string[] Names = ["baggage", "Correlation-Context"];

    private CarriedBaggage(TrafficRoutingHandler inner)
        : base(inner)
    {
    }

    /// <summary>Puts itself around routing where the client has that propagator, and has routing write its edits after it.</summary>
    public static HttpMessageHandler Around(TrafficRoutingHandler routing, HttpMessageInvoker client)
    {
        var primary = Primary(client);
        var replaces = primary is SocketsHttpHandler { ActivityHeadersPropagator: ReverseProxyPropagator };
        BaggagePropagator.Fit(primary);
        return replaces ? new CarriedBaggage(routing) : routing;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Activity.Current is not null)
        {
            foreach (var name in Names)
                request.Headers.Remove(name);
        }

        return base.SendAsync(request, cancellationToken);
    }

    private static HttpMessageHandler? Primary(HttpMessageInvoker client)
    {
        try
        {
            var handler = Handler(client);
            while (handler is DelegatingHandler { InnerHandler: { } inner })
                handler = inner;
            return handler;
        }
        catch (MissingFieldException)
        {
            return null;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_handler")]
    private static extern ref HttpMessageHandler Handler(HttpMessageInvoker client);
}

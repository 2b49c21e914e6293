using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace TrafficRouting.Http;

/// <summary>Writes what the propagator of a primary handler writes, and then the baggage that routing has edited.</summary>
internal sealed class BaggagePropagator(DistributedContextPropagator inner) : DistributedContextPropagator
{
    public override IReadOnlyCollection<string> Fields => inner.Fields;

    /// <summary>Puts itself around the propagator of a handler that sends nothing yet and has one.</summary>
    /// <param name="handler">The handler, or one around it.</param>
    public static void Fit(HttpMessageHandler? handler)
    {
        while (handler is DelegatingHandler { InnerHandler: var within })
            handler = within;
        try
        {
            if ((handler is HttpClientHandler client ? Inside(client) : handler) is SocketsHttpHandler { ActivityHeadersPropagator: { } propagator and not BaggagePropagator } sockets)
                sockets.ActivityHeadersPropagator = new BaggagePropagator(propagator);
        }
        catch (Exception e) when (e is InvalidOperationException or MissingFieldException)
        {
            // In use already, or not to be reached. The header on the message does for all but retries and redirects.
        }
    }

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        inner.Inject(activity, carrier, setter);
        if (carrier is HttpRequestMessage request)
            SentBaggage.Repeat(request, inner);
    }

    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) =>
        inner.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) =>
        inner.ExtractBaggage(carrier, getter);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_underlyingHandler")]
    private static extern ref SocketsHttpHandler Inside(HttpClientHandler handler);
}

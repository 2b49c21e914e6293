using TrafficRouting.Http;

namespace TrafficRouting.Yarp;

/// <summary>A cluster's client under routing.</summary>
internal sealed class RoutedInvoker : HttpMessageInvoker
{
    public RoutedInvoker(TrafficRoutingHandler handler, HttpMessageInvoker inner, string table)
        : base(CarriedBaggage.Around(handler, inner))
    {
        handler.InnerHandler = new InvokerHandler(inner);
        Inner = inner;
        Table = table;
    }

    /// <summary>Gets the client as it would be without routing.</summary>
    public HttpMessageInvoker Inner { get; }

    public string Table { get; }
}

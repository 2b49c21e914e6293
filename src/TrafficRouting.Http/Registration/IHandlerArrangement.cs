namespace TrafficRouting.Http;

/// <summary>Arranges handlers of another package around the routing handler, once a client's pipeline is complete.</summary>
internal interface IHandlerArrangement
{
    void Arrange(IList<DelegatingHandler> handlers);
}

namespace TrafficRouting.Http;

/// <summary>A request that was decided about, before anything is done with it.</summary>
internal readonly struct DecidedRequest
{
    /// <summary>The request as it came. A field, so that it is handed on by reference.</summary>
    public readonly HttpRequestView View;

    public DecidedRequest(in HttpRequestView view, RouteDecision decision, bool isFirst, IReadOnlyCollection<Endpoint>? failed = null)
    {
        View = view;
        Decision = decision;
        IsFirst = isFirst;
        Failed = failed;
    }

    /// <summary>Gets what was decided.</summary>
    public RouteDecision Decision { get; }

    /// <summary>Gets a value indicating whether this is the first attempt of its request.</summary>
    public bool IsFirst { get; }

    /// <summary>Gets the endpoints where the attempts before failed, or null where this is no failover.</summary>
    public IReadOnlyCollection<Endpoint>? Failed { get; }
}

namespace TrafficRouting;

/// <summary>The route a request takes, before a backend is chosen; made by <see cref="RouteTable.Match"/>.</summary>
internal readonly struct RouteMatch
{
    private readonly Rule? _rule;

    // What there is no choice about: the only decision that the rule leads to, or that of a service without a route for the request.
    private readonly RouteDecision? _certain;

    internal RouteMatch(Service service, Rule? rule, RouteDecision? certain)
    {
        Service = service;
        _rule = rule;
        _certain = certain;
    }

    /// <summary>Gets the service that was called, or null when the host belongs to none.</summary>
    public Service? Service { get; }

    /// <summary>Gets a value indicating whether the request is routed or answered; otherwise it passes through.</summary>
    public bool IsRouted => _rule is not null || _certain is not null;

    /// <summary>Gets the route, or null when none matched.</summary>
    public Route? Route => _rule?.Route;

    /// <summary>Decides by the route's weights. Allocates nothing.</summary>
    /// <typeparam name="TRequest">The view of the request.</typeparam>
    /// <param name="request">The request that was matched.</param>
    /// <param name="random">Where draws are taken from.</param>
    /// <returns>The decision, or null for a request that passes through.</returns>
    public RouteDecision? Decide<TRequest>(in TRequest request, RandomSource random)
        where TRequest : struct, IRoutableRequest =>
        _certain ?? _rule?.Decide(in request, random);

    /// <summary>Decides for a backend of the caller's choice, whatever its weight there. Advances nothing.</summary>
    /// <param name="backend">A backend of the table that made this match.</param>
    /// <returns>The decision, or null for a request that passes through.</returns>
    public RouteDecision? Decide(Backend backend) => _rule is null ? _certain : _rule.Decide(backend);
}

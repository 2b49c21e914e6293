namespace TrafficRouting;

/// <summary>The rules of one service, in the order in which they are tried.</summary>
internal sealed class ServiceTable
{
    private readonly Rule[] _rules;
    private readonly RuleIndex _index;
    private readonly RouteDecision? _unmatched;

    public ServiceTable(Service service, Rule[] rules)
    {
        Service = service;
        _rules = rules;
        _index = RuleIndex.Build([.. rules.Select(r => r.Matcher)]);
        _unmatched = service.Unmatched == UnmatchedBehavior.NotFound ? new(service, route: null, backend: null, default) : null;
    }

    public Service Service { get; }

    public ReadOnlySpan<Rule> Rules => _rules;

    public RouteMatch Match<TRequest>(in TRequest request)
        where TRequest : struct, IRoutableRequest
    {
        var index = _index.FindFirst(in request);
        return index < 0 ? new(Service, rule: null, _unmatched) : new(Service, _rules[index], unmatched: null);
    }
}

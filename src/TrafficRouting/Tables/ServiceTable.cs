using TrafficRouting.Configuration;
using TrafficRouting.Matching;
using TrafficRouting.Selection;

namespace TrafficRouting.Tables;

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

    public RouteDecision? Decide<TRequest>(in TRequest request, RandomSource random)
        where TRequest : struct, IRoutableRequest
    {
        var index = _index.FindFirst(in request);
        if (index < 0)
            return _unmatched;

        var rule = _rules[index];
        return rule.Decide(rule.Route.Choice is { } choice ? choice.Select(in request, random) : 0);
    }

    public Rule? Find<TRequest>(in TRequest request)
        where TRequest : struct, IRoutableRequest
    {
        var index = _index.FindFirst(in request);
        return index < 0 ? null : _rules[index];
    }
}

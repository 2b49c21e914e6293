namespace TrafficRouting;

/// <summary>The rules of one service, in the order in which they are tried.</summary>
internal sealed class ServiceTable
{
    private readonly Rule[] _rules;
    private readonly RuleLead[] _leads;
    private readonly RuleIndex _index;
    private readonly RouteDecision? _unmatched;
    private readonly IReadOnlyList<RouteOverlay> _overlays;
    private readonly Backend[] _backends;
    private readonly int[]? _ports;

    public ServiceTable(Service service, Rule[] rules, IReadOnlyList<RouteOverlay> overlays, ServiceTable? previous)
    {
        Service = service;
        _overlays = overlays;
        _backends = BackendsOf(service);
        _rules = rules;
        _leads = Array.ConvertAll(rules, rule => new RuleLead(rule, rule.Only));
        _ports = service.Options.Ports.Count == 0 ? null : [.. service.Options.Ports];
        _index = RuleIndex.Build(Array.ConvertAll(rules, rule => rule.Matcher), previous?._index);
        _unmatched = service.Options.Unmatched == UnmatchedBehavior.NotFound ? new(service, route: null, backend: null, default) : null;
    }

    public Service Service { get; }

    public ReadOnlySpan<Rule> Rules => _rules;

    /// <summary>Gets a value indicating whether anything is laid over its routes.</summary>
    public bool HasOverlays => _overlays.Count > 0;

    /// <summary>Tells whether compiling these would give this table again, as long as its backends stay the same.</summary>
    public bool IsOf(string name, ServiceOptions options, IReadOnlyList<RouteOverlay> overlays) =>
        ReferenceEquals(options, Service.Options)
        && name.Equals(Service.Name, StringComparison.Ordinal)
        && overlays.SequenceEqual(_overlays, ReferenceEqualityComparer.Instance);

    /// <summary>Tells whether all backends that it sends or copies to are those of a map.</summary>
    public bool HasBackendsOf(IReadOnlyDictionary<string, Backend> backends)
    {
        foreach (var backend in _backends)
        {
            if (!ReferenceEquals(backends.GetValueOrDefault(backend.Name), backend))
                return false;
        }

        return true;
    }

    /// <summary>Tells whether it sends or copies to one of some backends.</summary>
    public bool HasAnyOf(HashSet<Backend> backends)
    {
        if (backends.Count == 0)
            return false;
        foreach (var backend in _backends)
        {
            if (backends.Contains(backend))
                return true;
        }

        return false;
    }

    /// <summary>Tells whether the routes are for calls to a port.</summary>
    public bool Takes(int port) => _ports is null || Array.IndexOf(_ports, port) >= 0;

    public RouteMatch Match<TRequest>(in TRequest request)
        where TRequest : struct, IRoutableRequest
    {
        // A URI that is asked for its port works out all its parts.
        if (_ports is not null && !Takes(request.Port))
            return new(Service, rule: null, certain: null);
        var index = _index.FindFirst(in request);
        if (index < 0)
            return new(Service, rule: null, _unmatched);
        ref readonly var lead = ref _leads[index];
        ReadNotes<TRequest>.Take(in request, in lead);
        return new(Service, lead.Rule, lead.Only);
    }

    private static Backend[] BackendsOf(Service service)
    {
        var backends = new HashSet<Backend>();
        foreach (var route in service.Routes)
        {
            foreach (var (backend, _) in route.Backends)
                backends.Add(backend);
            foreach (var mirror in route.Mirrors)
                backends.Add(mirror.Backend);
        }

        return [.. backends];
    }
}

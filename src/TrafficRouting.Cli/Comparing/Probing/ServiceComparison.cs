using TrafficRouting.Testing;

namespace TrafficRouting.Cli;

/// <summary>Compares what two tables do with the requests to hosts that lead to the same services.</summary>
internal sealed class ServiceComparison
{
    private const int MaxRegions = 200_000;
    private const int Samples = 5_000;

    private readonly (RouteTable Old, RouteTable New) _tables;
    private readonly CalledServices _services;
    private readonly OutcomeChanges _changes;
    private readonly IReadOnlyList<Choice<Outcome>> _old;
    private readonly IReadOnlyList<Choice<Outcome>> _new;
    private readonly IReadOnlyList<FieldSpace> _spaces;
    private readonly ProbeMaker _maker;
    private readonly List<string> _sampled = [];
    private readonly int _budget;

    public ServiceComparison(RouteTable old, RouteTable @new, CalledServices services, IReadOnlyList<string> hosts, int budget = MaxRegions)
    {
        _tables = (old, @new);
        _services = services;
        _budget = budget;
        _changes = new(old, @new);
        _old = Outcome.Choices(services.Old);
        _new = Outcome.Choices(services.New);
        var clauses = _old.Concat(_new).SelectMany(c => c.When.Clauses).ToList();
        _spaces = ServiceSpaces.Of(clauses, hosts);
        _maker = new(_spaces, hosts);
        _sampled.AddRange(ServiceSpaces.Sampled(clauses));
    }

    /// <summary>Gets what kept the comparison from being complete.</summary>
    public IReadOnlyList<string> Sampled => _sampled;

    public IEnumerable<(IReadOnlyList<string> Changes, Probe Probe)> Compare()
    {
        var walk = new RegionWalk(_budget);
        var found = Regions(walk).ToList();
        if (walk.IsSpent)
        {
            _sampled.Add($"the combinations of conditions of {_services.Name}, which are too many");
            found.AddRange(Drawn());
        }

        return found.DistinctBy(f => Written(f.Probe.Request), StringComparer.Ordinal);
    }

    // What is drawn may come again.
    private static string Written(RouteExpectation request) =>
        string.Join('\n', request.Headers.Concat(request.Properties).Select(v => $"{v.Key}:{v.Value}").Prepend(request.Request));

    private IEnumerable<(IReadOnlyList<string> Changes, Probe Probe)> Regions(RegionWalk walk)
    {
        foreach (var (part, was) in walk.Walk(Region.Of(_spaces), _old))
        {
            foreach (var (region, becomes) in walk.Walk(part, _new))
            {
                if (Probe(region, was, becomes) is { } probe)
                    yield return (_changes.Of(was, becomes), probe);
            }
        }
    }

    private IEnumerable<(IReadOnlyList<string> Changes, Probe Probe)> Drawn()
    {
        var random = new Random(1);
        for (var i = 0; i < Samples; i++)
        {
            var point = _spaces.Select(s => random.Next(s.Values.Count)).ToList();
            var (part, was) = RegionWalk.Follow(Region.Of(_spaces), _old, point);
            var (region, becomes) = RegionWalk.Follow(part, _new, point);
            if (Probe(region, was, becomes) is { } probe)
                yield return (_changes.Of(was, becomes), probe);
        }
    }

    private Probe? Probe(Region region, Outcome was, Outcome becomes)
    {
        if (_changes.Of(was, becomes).Count == 0)
            return null;
        var request = _maker.Make(region);
        if (ProbeMaker.Meets(_tables.Old, request, was) && ProbeMaker.Meets(_tables.New, request, becomes))
            return new(request, region, [.. _maker.HostsOf(region)], _services, was, becomes);
        // Conditions on fields that depend on one another, such as a header and the whole Cookie.
        _sampled.Add($"requests such as {request.Request}, whose fields depend on one another");
        return null;
    }
}

using TrafficRouting.Http;

namespace TrafficRouting.Testing;

/// <summary>Which routes, matches and conditions of a table requests depended on.</summary>
internal sealed class RoutingCoverage(RouteTable table)
{
    private readonly Dictionary<ServiceTable, CoveredMatch[]> _services =
        table.Tables.ToDictionary(t => t, t => t.Rules.ToArray().Select(r => new CoveredMatch(r)).ToArray());

    /// <summary>Gets the share that was covered, in percent; 100 where there is nothing to cover.</summary>
    public double Percent => Total == 0 ? 100 : 100d * Covered / Total;

    /// <summary>Gets the routes and matches that no request took, such as <c>reviews/default</c> and <c>reviews/jason:Matches:1</c>.</summary>
    public IEnumerable<string> Missed => Matches.Where(m => !m.IsTaken).Select(m => m.Name).Order(StringComparer.Ordinal);

    /// <summary>Gets the conditions that kept no request out by themselves, such as <c>reviews/jason:Headers:end-user</c>.</summary>
    public IEnumerable<string> Undecided => Conditions.Where(c => !c.Decided).Select(c => c.Name).Order(StringComparer.Ordinal);

    public int Covered => Matches.Count(m => m.IsTaken) + Conditions.Count(c => c.Decided);

    public int Total => Matches.Count() + Conditions.Count();

    private IEnumerable<CoveredMatch> Matches => _services.Values.SelectMany(m => m);

    private IEnumerable<CoveredCondition> Conditions => Matches.SelectMany(m => m.Conditions);

    public void Note(in HttpRequestView request)
    {
        if (!table.Hosts.TryFind(request.Host, out var service) || !service.Takes(request.Port))
            return;
        foreach (var match in _services[service])
        {
            if (match.Note(in request))
                return;
        }
    }
}

using System.Globalization;
using TrafficRouting.Http;

namespace TrafficRouting.Testing;

/// <summary>Which routes and matches of a table were taken by a request.</summary>
internal sealed class RoutingCoverage(RouteTable table)
{
    private readonly HashSet<Rule> _taken = new(ReferenceEqualityComparer.Instance);

    /// <summary>Gets the share of routes and matches that were taken, in percent; 100 where there is none.</summary>
    public double Percent => Total == 0 ? 100 : 100d * _taken.Count / Total;

    /// <summary>Gets the routes and matches that no request took, such as <c>reviews/default</c> and <c>reviews/jason:Matches:1</c>.</summary>
    public IEnumerable<string> Missed => Rules.Where(r => !_taken.Contains(r)).Select(NameOf).Order(StringComparer.Ordinal);

    public int Taken => _taken.Count;

    public int Total => Rules.Count();

    private IEnumerable<Rule> Rules => table.Tables.SelectMany(t => t.Rules.ToArray());

    public void Note(in HttpRequestView request)
    {
        if (!table.Hosts.TryFind(request.Host, out var service) || !service.Takes(request.Port))
            return;
        foreach (var rule in service.Rules)
        {
            if (rule.Matcher.Explain(in request) is null)
            {
                _taken.Add(rule);
                return;
            }
        }
    }

    private static string NameOf(Rule rule)
    {
        var matches = rule.Route.Options.Matches;
        var index = matches.IndexOf(rule.Matcher.Options);
        return matches.Count < 2 || index < 0 ? rule.Route.ToString() : string.Create(CultureInfo.InvariantCulture, $"{rule.Route}:Matches:{index}");
    }
}

using System.Text;
using TrafficRouting.Http;
using TrafficRouting.Testing;

namespace TrafficRouting.Cli;

/// <summary>Makes requests of regions.</summary>
/// <param name="spaces">The fields.</param>
/// <param name="hosts">The hosts that may be called.</param>
internal sealed class ProbeMaker(IReadOnlyList<FieldSpace> spaces, IReadOnlyList<string> hosts)
{
    /// <summary>Gives the hosts that a region allows.</summary>
    public IEnumerable<string> HostsOf(Region region) => hosts.Where(h => region.Accepts(new(RequestFieldKind.Host), FieldValue.Of(h)));

    public RouteExpectation Make(Region region)
    {
        var scheme = Only(region, RequestFieldKind.Scheme, "http");
        var query = Named(region, RequestFieldKind.Query).Select(q => $"{Uri.EscapeDataString(q.Name)}={Uri.EscapeDataString(q.Value)}").ToList();
        var url = new StringBuilder(Only(region, RequestFieldKind.Method, "GET")).Append(' ').Append(scheme).Append("://").Append(Host(region))
            .Append(Port(region, scheme)).Append(Only(region, RequestFieldKind.Path, "/")).Append(query.Count > 0 ? "?" : "").AppendJoin('&', query);
        var row = new RouteExpectation(url.ToString()) { Route = null };
        foreach (var (name, value) in Named(region, RequestFieldKind.Header))
            row.Headers[name] = value;
        var cookies = Named(region, RequestFieldKind.Cookie).Select(c => $"{c.Name}={c.Value}").ToList();
        if (cookies.Count > 0)
            row.Headers["Cookie"] = string.Join("; ", cookies);
        var baggage = Named(region, RequestFieldKind.Baggage).Select(b => $"{b.Name}={Uri.EscapeDataString(b.Value)}").ToList();
        if (baggage.Count > 0)
            row.Headers["baggage"] = string.Join(',', baggage);
        foreach (var (name, value) in Named(region, RequestFieldKind.Property))
            row.Properties[name] = value;
        return row;
    }

    /// <summary>Tells whether a table does with a request what was worked out for it.</summary>
    public static bool Meets(RouteTable table, RouteExpectation row, Outcome outcome)
    {
        using var request = RowRequest.Of(row);
        var view = new HttpRequestView(request, table.Options.Host);
        var taken = table.Explain(in view);
        return ReferenceEquals(taken.Route, outcome.Rule?.Route);
    }

    private string Host(Region region)
    {
        var host = HostsOf(region).First();
        return host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
    }

    private string Port(Region region, string scheme)
    {
        var usual = scheme is "https" ? "443" : "80";
        return region.Accepts(field: null, FieldValue.Of(usual)) ? "" : $":{First(region, spaces.Index().First(s => s.Item.Field is null)).Text}";
    }

    private string Only(Region region, RequestFieldKind kind, string usual) =>
        spaces.Index().FirstOrDefault(s => s.Item.Field?.Kind == kind) is { Item: not null } space ? First(region, space).Text : usual;

    private IEnumerable<(string Name, string Value)> Named(Region region, RequestFieldKind kind) =>
        from space in spaces.Index()
        where space.Item.Field?.Kind == kind
        let value = First(region, space)
        where value.IsPresent
        select (space.Item.Field!.Value.Name, value.Text);

    private static FieldValue First(Region region, (int Index, FieldSpace Item) space) => space.Item.Values[region.Allowed(space.Index).First];
}

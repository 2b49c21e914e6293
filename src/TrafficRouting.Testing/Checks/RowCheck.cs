using System.Globalization;
using TrafficRouting.Http;

namespace TrafficRouting.Testing;

/// <summary>Checks one row and says in words what is otherwise than expected.</summary>
internal static class RowCheck
{
    public static string? Failure(RouteTable table, RouteExpectation row)
    {
        using var request = RowRequest.Of(row);
        var view = new HttpRequestView(request, table.Options.Host);
        var taken = table.Explain(in view);
        var problems = Problems(row, taken).ToList();
        return problems.Count == 0
            ? null
            : $"{row.Request}\n  {string.Join("\n  ", problems)}\n  {taken.ToString().ReplaceLineEndings("\n  ")}";
    }

    public static IEnumerable<string> Problems(RouteExpectation row, RouteExplanation taken)
    {
        if (row.ChecksRoute && !string.Equals(row.Route, taken.Route?.ToString(), StringComparison.OrdinalIgnoreCase))
        {
            yield return $"expected {NameOf(row.Route)}, but it takes {NameOf(taken.Route?.ToString())}";
            yield break;
        }

        if (row.Backends is { } backends && !SameRatio(backends, taken.Route))
            yield return $"expected the backends {Words(backends)}, but they are {Words(Weights(taken.Route))}";
        if (row.Backend is { } backend && !string.Equals(backend, taken.Backend?.Name, StringComparison.OrdinalIgnoreCase))
            yield return $"expected it bound to the backend {backend}, but it {(taken.Backend is null ? "is not bound to one" : $"gets {taken.Backend}")}";
        if (row.Mirrors is { } mirrors && !SameMirrors(mirrors, taken.Route))
            yield return $"expected the mirrors {Words(mirrors)}, but they are {Words(Mirrors(taken.Route))}";
        if (row.Status is { } status && StatusOf(taken) != status)
            yield return $"expected the answer {status}, but it {(StatusOf(taken) is { } other ? $"is answered with {other}" : "is sent")}";
    }

    private static string NameOf(string? route) => route is null ? "no route" : $"the route {route}";

    private static Dictionary<string, int> Weights(Route? route) =>
        route?.Backends.Where(b => b.Weight > 0).ToDictionary(b => b.Backend.Name, b => b.Weight, StringComparer.OrdinalIgnoreCase) ?? [];

    private static Dictionary<string, double> Mirrors(Route? route) =>
        route?.Mirrors.ToDictionary(m => m.Backend.Name, m => m.Options.Percentage, StringComparer.OrdinalIgnoreCase) ?? [];

    private static bool SameRatio(Dictionary<string, int> expected, Route? route)
    {
        var actual = Weights(route);
        var named = expected.Where(e => e.Value > 0).ToList();
        long expectedSum = named.Sum(e => (long)e.Value), actualSum = actual.Values.Sum(w => (long)w);
        return named.Count == actual.Count
            && named.TrueForAll(e => actual.TryGetValue(e.Key, out var weight) && e.Value * actualSum == weight * expectedSum);
    }

    private static bool SameMirrors(Dictionary<string, double> expected, Route? route)
    {
        var actual = Mirrors(route);
        return expected.Count == actual.Count
            && expected.All(e => actual.TryGetValue(e.Key, out var share) && Percentage.FromPercent(e.Value) == Percentage.FromPercent(share));
    }

    private static int? StatusOf(RouteExplanation taken) => taken switch
    {
        { Service.Options.Unmatched: UnmatchedBehavior.NotFound, Route: null, OtherPort: null } => 404,
        { Route: { } route } => route.Options.Redirect?.Status ?? route.Options.DirectResponse?.Status ?? taken.Backend?.Destination.Redirect?.Status ?? taken.Backend?.Destination.DirectResponse?.Status,
        _ => null,
    };

    private static string Words<T>(Dictionary<string, T> map) => map.Count == 0
        ? "none"
        : string.Join(", ", map.OrderBy(p => p.Key, StringComparer.OrdinalIgnoreCase).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Key} {p.Value}")));
}

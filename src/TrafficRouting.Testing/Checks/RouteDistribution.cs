using System.Globalization;
using TrafficRouting.Http;

namespace TrafficRouting.Testing;

/// <summary>The exact shares of the backends of a request's route, read from its table: nothing is sampled. Immutable.</summary>
public sealed class RouteDistribution
{
    private readonly string _route;

    private RouteDistribution(Route route)
    {
        _route = route.ToString();
        var total = route.Backends.Sum(b => (long)b.Weight);
        Shares = route.Backends.ToDictionary(b => b.Backend.Name, b => 100d * b.Weight / total, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Gets the shares in percent by backend name; they sum up to 100.</summary>
    public IReadOnlyDictionary<string, double> Shares { get; }

    /// <summary>Reads the distribution of a route.</summary>
    /// <param name="route">A route that splits to backends.</param>
    /// <exception cref="ArgumentException">The route answers without sending.</exception>
    public static RouteDistribution Of(Route route)
    {
        ArgumentNullException.ThrowIfNull(route);
        return route.Backends.IsEmpty
            ? throw new ArgumentException($"The route {route} answers without sending.", nameof(route))
            : new(route);
    }

    /// <summary>Reads the distribution of the route that a request takes.</summary>
    /// <param name="table">The table.</param>
    /// <param name="request">The method and the absolute address, such as <c>GET http://reviews/reviews/1</c>.</param>
    /// <exception cref="TrafficRoutingAssertionException">No route takes the request.</exception>
    public static RouteDistribution Of(RouteTable table, string request)
    {
        ArgumentNullException.ThrowIfNull(table);
        using var message = RequestLine.Parse(request);
        var view = new HttpRequestView(message);
        var taken = table.Explain(in view);
        return Of(taken.Route ?? throw new TrafficRoutingAssertionException($"{request}\n  {taken}"));
    }

    /// <summary>Asserts the shares, exactly.</summary>
    /// <param name="expected">The shares in percent; backends with none need not be named.</param>
    /// <exception cref="TrafficRoutingAssertionException">They are otherwise.</exception>
    public void ShouldBe(params ReadOnlySpan<(string Backend, double Percent)> expected)
    {
        var left = new Dictionary<string, double>(Shares, StringComparer.OrdinalIgnoreCase);
        var same = true;
        foreach (var (backend, percent) in expected)
            same &= left.Remove(backend, out var share) ? Math.Abs(share - percent) < 1e-9 : percent == 0;
        if (same && left.Values.All(share => share == 0))
            return;

        var words = new List<string>();
        foreach (var (backend, percent) in expected)
            words.Add(Words(backend, percent));
        throw new TrafficRoutingAssertionException(
            $"Route {_route} was expected to split {string.Join(", ", words)}, but it splits {this}.");
    }

    /// <summary>
    /// Asserts that counts are what these shares would give by chance. A correct split fails at most once in
    /// 1 / <paramref name="falseAlarmRate"/> runs, whatever the number of requests.
    /// </summary>
    /// <remarks>
    /// The bound of Chernoff and Hoeffding on each backend's count, P(count at least as far off) ≤ exp(-n KL(count/n, share)),
    /// shared out evenly among the backends and their two sides. It holds for every n, without an approximation.
    /// </remarks>
    /// <param name="counts">The counts by backend name; backends not named count zero.</param>
    /// <param name="falseAlarmRate">The greatest chance of failing a correct split, above 0 and below 1.</param>
    /// <exception cref="TrafficRoutingAssertionException">They are not.</exception>
    public void ShouldExplain(IReadOnlyDictionary<string, int> counts, double falseAlarmRate = 1e-9)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (falseAlarmRate is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(falseAlarmRate), falseAlarmRate, "A rate lies between 0 and 1.");

        var named = new Dictionary<string, int>(counts, StringComparer.OrdinalIgnoreCase);
        var total = named.Values.Sum(c => (long)c);
        if (total == 0)
            throw new TrafficRoutingAssertionException($"No request was counted, so nothing can be said about {_route}.");
        var limit = Math.Log(2d * Shares.Count / falseAlarmRate);
        var off = Shares.Keys.Union(named.Keys, StringComparer.OrdinalIgnoreCase)
            .Where(b => Divergence.Bernoulli(named.GetValueOrDefault(b), total, Shares.GetValueOrDefault(b) / 100) > limit)
            .ToList();
        if (off.Count == 0)
            return;

        var lines = off.Select(b => string.Create(
            CultureInfo.InvariantCulture, $"\n  {b}: {named.GetValueOrDefault(b)}, expected about {total * Shares.GetValueOrDefault(b) / 100:0.#}"));
        throw new TrafficRoutingAssertionException(string.Create(
            CultureInfo.InvariantCulture,
            $"Of {total} requests the counts are not what {_route} gives by chance ({this}; false alarms at most {falseAlarmRate:0e0}):{string.Concat(lines)}"));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Shares.Where(s => s.Value > 0).Select(s => Words(s.Key, s.Value)));

    private static string Words(string backend, double percent) =>
        string.Create(CultureInfo.InvariantCulture, $"{backend} {percent:0.####} %");
}

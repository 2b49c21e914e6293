namespace TrafficRouting;

/// <summary>The compiled failover of a route. Immutable but for what is left of its budget.</summary>
internal sealed class Failover
{
    private static readonly string[] Repeatable = ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"];

    private readonly FailoverOptions _options;
    private readonly string[] _methods;

    private Failover(FailoverOptions options, TimeProvider time)
    {
        _options = options;
        _methods = options.Methods.Count == 0 ? Repeatable : [.. options.Methods];
        Causes = new(options.On);
        Budget = new(options.Budget, time);
    }

    public FailoverCauses Causes { get; }

    public FailoverBudget Budget { get; }

    public int Attempts => _options.Attempts;

    public FailoverTarget To => _options.To;

    /// <summary>Compiles the failover of a route, or hands on the one in force; null where the route has none, or injects faults.</summary>
    public static Failover? Of(RouteOptions route, Failover? previous, TimeProvider time) => route switch
    {
        { Failover: null } or { Fault: not null } => null,
        { Failover: { } options } => previous is not null && FailoverOptions.Shape.Same(options, previous._options) ? previous : new(options, time),
    };

    public bool Accepts(string method) => Array.Exists(_methods, m => m.Equals(method, StringComparison.OrdinalIgnoreCase));

    /// <summary>Draws a backend for a request that failed on others; null where there is none for it.</summary>
    public static Backend? Other(Route route, IReadOnlyCollection<string> failed, HealthBoard board, RandomSource random)
    {
        var weights = new int[route.Backends.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            var (backend, weight) = route.Backends[i];
            var isOpen = backend.Health is not { IsEjected: true } && !backend.Endpoints.IsEmpty
                && !failed.Contains(backend.Name, StringComparer.OrdinalIgnoreCase) && !board.IsCanary(backend.Name);
            weights[i] = isOpen ? weight : 0;
        }

        return WeightedDraw.Among(weights, random) is var chosen && chosen >= 0 ? route.Backends[chosen].Backend : null;
    }
}

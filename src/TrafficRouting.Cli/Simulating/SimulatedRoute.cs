namespace TrafficRouting.Cli;

/// <summary>What became of requests to one route.</summary>
internal sealed class SimulatedRoute
{
    private readonly int[] _chosen;
    private readonly int[] _copied;

    public SimulatedRoute(Route route)
    {
        Route = route;
        _chosen = new int[route.Backends.Length];
        _copied = new int[route.Mirrors.Length];
    }

    public Route Route { get; }

    public int Requests { get; private set; }

    /// <summary>Gets how often each backend was chosen, in their order.</summary>
    public IReadOnlyList<int> Chosen => _chosen;

    /// <summary>Gets how many copies each mirror would get, in their order.</summary>
    public IReadOnlyList<int> Copied => _copied;

    /// <summary>Sends a request of a caller.</summary>
    /// <returns>The backend that is chosen, or -1 for a route that answers by itself.</returns>
    public int Send(string key, RandomSource random)
    {
        Requests++;
        var chosen = Route.Policy?.Select(random, key) ?? -1;
        if (chosen >= 0)
            _chosen[chosen]++;
        for (var i = 0; i < _copied.Length; i++)
        {
            var mirror = Route.Mirrors[i];
            var isMeant = mirror.Options.Backends.Count == 0 || (chosen >= 0 && mirror.Options.Backends.Contains(Route.Backends[chosen].Backend.Name, StringComparer.OrdinalIgnoreCase));
            if (isMeant && mirror.Share.Includes(random))
                _copied[i]++;
        }

        return chosen;
    }
}

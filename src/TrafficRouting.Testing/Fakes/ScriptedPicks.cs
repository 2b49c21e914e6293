namespace TrafficRouting.Testing;

/// <summary>The backends that the next decisions pick. Safe for concurrent use.</summary>
internal sealed class ScriptedPicks
{
    private readonly Lock _lock = new();
    private readonly Queue<string> _backends = [];

    public int Count
    {
        get
        {
            lock (_lock)
                return _backends.Count;
        }
    }

    public void Add(string backend)
    {
        lock (_lock)
            _backends.Enqueue(backend);
    }

    /// <summary>Takes the next pick if the route could make it.</summary>
    public string? TryTake(Route route, RouteTable table)
    {
        lock (_lock)
        {
            if (!_backends.TryPeek(out var next))
                return null;
            KnownNames.ThrowIfUnknownBackend(table, next);
            return CanPick(route, next) ? _backends.Dequeue() : null;
        }
    }

    public void Clear()
    {
        lock (_lock)
            _backends.Clear();
    }

    private static bool CanPick(Route route, string backend)
    {
        foreach (var (candidate, weight) in route.Backends)
        {
            if (weight > 0 && candidate.Name.Equals(backend, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}

namespace TrafficRouting.Testing;

/// <summary>
/// Random numbers that a test dictates. When nothing is scripted, it yields the numbers of a fixed seed, so that a test
/// run twice goes the same way twice. Safe for concurrent use.
/// </summary>
public sealed class FakeRandomSource : RandomSource
{
    private readonly Lock _lock = new();
    private readonly Queue<ulong> _script = [];
    private readonly RandomSource _unscripted;

    /// <summary>Initializes a source.</summary>
    /// <param name="seed">What the numbers follow from when nothing is scripted.</param>
    public FakeRandomSource(ulong seed = 0) => _unscripted = Create(seed);

    /// <summary>Gets how many scripted draws have not been drawn yet.</summary>
    public int Remaining
    {
        get
        {
            lock (_lock)
                return _script.Count;
        }
    }

    /// <summary>Scripts the next draws.</summary>
    /// <param name="draws">The numbers, in order.</param>
    /// <returns>This source.</returns>
    public FakeRandomSource Next(params ReadOnlySpan<ulong> draws)
    {
        lock (_lock)
        {
            foreach (var draw in draws)
                _script.Enqueue(draw);
        }

        return this;
    }

    /// <summary>
    /// Scripts the next draws so that each makes a route that splits at random pick a backend. A route draws once for its
    /// backend, then once for each fault and each mirror whose share is neither 0 nor 100 percent.
    /// </summary>
    /// <param name="route">The route.</param>
    /// <param name="backends">The backends' names, in order; each has a weight above zero there.</param>
    /// <returns>This source.</returns>
    /// <exception cref="ArgumentException">The route never picks one of the backends.</exception>
    public FakeRandomSource NextPicks(Route route, params ReadOnlySpan<string> backends)
    {
        ArgumentNullException.ThrowIfNull(route);
        foreach (var backend in backends)
            Next(DrawThatPicks(route, backend));
        return this;
    }

    /// <inheritdoc/>
    public override ulong NextUInt64()
    {
        lock (_lock)
        {
            if (_script.TryDequeue(out var scripted))
                return scripted;
        }

        return _unscripted.NextUInt64();
    }

    private static ulong DrawThatPicks(Route route, string backend)
    {
        var wanted = -1;
        for (var i = 0; i < route.Backends.Length; i++)
        {
            if (route.Backends[i].Weight > 0 && route.Backends[i].Backend.Name.Equals(backend, StringComparison.OrdinalIgnoreCase))
                wanted = i;
        }

        if (wanted < 0)
            throw new ArgumentException($"The route {route} never picks '{backend}'.", nameof(backend));

        // The rarest share that weights can give is about one in a million, so this ends soon.
        var picker = WeightedPicker.Create([.. route.Backends.Select(b => b.Weight)]);
        var random = Create(0);
        var draw = random.NextUInt64();
        while (picker.Pick(draw) != wanted)
            draw = random.NextUInt64();
        return draw;
    }
}

namespace TrafficRouting;

/// <summary>A selection policy together with what it was made of, so that a reload can tell whether it may live on.</summary>
internal sealed class WeightedChoice
{
    private readonly string[] _names;
    private readonly int[] _weights;
    private readonly SelectionKind _kind;
    private readonly string? _salt;

    private WeightedChoice(string[] names, int[] weights, SelectionKind kind, StickyKey? sticky, string? salt)
    {
        _names = names;
        _weights = weights;
        _kind = kind;
        _salt = salt;
        Sticky = sticky;
        Only = WeightLimits.OnlyChoice(weights);
        Policy = sticky is not null ? SelectionPolicy.Sticky(weights, names, salt!)
            : kind == SelectionKind.RoundRobin ? SelectionPolicy.RoundRobin(weights)
            : SelectionPolicy.Random(weights);
    }

    public SelectionPolicy Policy { get; }

    public StickyKey? Sticky { get; }

    /// <summary>Gets the index of the only target with a weight above zero, or -1 where there is a choice.</summary>
    public int Only { get; }

    /// <summary>Makes the choice among a backend's endpoints, or hands on the previous one with its position when nothing about it changed.</summary>
    public static WeightedChoice AmongEndpoints(Backend backend, WeightedChoice? previous) => Create(
        [.. backend.Endpoints.Select(e => e.Name)],
        [.. backend.Endpoints.Select(e => e.Weight)],
        backend.Destination.Selection,
        backend.Destination.Sticky,
        $"backend/{backend.Name}",
        previous);

    /// <summary>Makes the choice among a route's backends, or hands on the previous one with its position when nothing about it changed.</summary>
    public static WeightedChoice AmongBackends(Route route, WeightedChoice? previous) => Create(
        [.. route.Backends.Select(b => b.Backend.Name)],
        [.. route.Backends.Select(b => b.Weight)],
        route.Options.Selection,
        route.Options.Sticky,
        $"{route.Service.Name}/{route.Name}",
        previous);

    private static WeightedChoice Create(
        string[] names, int[] weights, SelectionKind kind, StickyOptions? sticky, string defaultSalt, WeightedChoice? previous)
    {
        // Only a round robin has a position worth keeping.
        if (sticky is null && kind == SelectionKind.RoundRobin && previous is { Sticky: null, _kind: SelectionKind.RoundRobin }
            && previous._names.AsSpan().SequenceEqual(names, StringComparer.OrdinalIgnoreCase)
            && previous._weights.AsSpan().SequenceEqual(weights))
        {
            return previous;
        }

        return new(names, weights, kind, StickyKey.From(sticky), sticky is null ? null : sticky.Salt ?? defaultSalt.ToLowerInvariant());
    }

    public int Select<TRequest>(in TRequest request, RandomSource random)
        where TRequest : struct, IRoutableRequest =>
        Only >= 0 ? Only : Policy.Select(random, Sticky is null ? default : Sticky.Read(in request));

    /// <summary>Tells what a request is bound to get without advancing anything; -1 where that depends on chance or order.</summary>
    public int Peek<TRequest>(in TRequest request)
        where TRequest : struct, IRoutableRequest =>
        Only >= 0 ? Only : Policy.Peek(Sticky is null ? default : Sticky.Read(in request));

    public override string ToString() =>
        Sticky is not null ? $"sticky by '{Sticky.Name}', salt '{_salt}'" : _kind == SelectionKind.RoundRobin ? "round robin" : "random";
}

namespace TrafficRouting;

/// <summary>A selection policy together with what it was made of, so that a reload can tell whether it may live on.</summary>
internal sealed class WeightedChoice
{
    private readonly string[] _names;
    private readonly int[] _weights;
    private readonly string _selection;
    private readonly SelectionPolicyFactory? _factory;
    private readonly string? _salt;
    private readonly TableContext _context;

    // What chooses while some targets are left out; null while none is.
    private WeightedChoice? _healthy;

    private WeightedChoice(string[] names, int[] weights, string selection, SelectionPolicyFactory? factory, StickyKey? sticky, string? salt, TableContext context)
    {
        _names = names;
        _weights = weights;
        _selection = selection;
        _factory = factory;
        _salt = salt;
        _context = context;
        Sticky = sticky;
        Only = WeightLimits.OnlyChoice(weights);
        Policy = factory is not null && Only < 0 ? new GuardedPolicy(selection, factory, names, weights, context.Failures)
            : sticky is not null ? SelectionPolicy.Sticky(weights, names, salt!)
            : SelectionNames.IsRoundRobin(selection) ? RoundRobinPolicy.StartAnywhere(weights, context.Random)
            : SelectionPolicy.Random(weights);
    }

    public SelectionPolicy Policy { get; }

    public StickyKey? Sticky { get; }

    /// <summary>Gets the index of the only target with a weight above zero, or -1 where there is a choice.</summary>
    public int Only { get; }

    /// <summary>Makes the choice among a backend's endpoints, or hands on the previous one with its position when nothing about it changed.</summary>
    public static WeightedChoice AmongEndpoints(Backend backend, WeightedChoice? previous, TableContext context) => Create(
        [.. backend.Endpoints.Select(e => e.Name)],
        [.. backend.Endpoints.Select(e => e.Weight)],
        backend.Destination.Selection,
        backend.Destination.Sticky,
        $"backend/{backend.Name}",
        previous,
        context);

    /// <summary>Makes the choice among a route's backends, or hands on the previous one with its position when nothing about it changed.</summary>
    public static WeightedChoice AmongBackends(Route route, WeightedChoice? previous, TableContext context)
    {
        var names = new string[route.Backends.Length];
        var weights = new int[names.Length];
        for (var i = 0; i < names.Length; i++)
            (names[i], weights[i]) = (route.Backends[i].Backend.Name, route.Backends[i].Weight);
        return Create(names, weights, route.Options.Selection, route.Options.Sticky, $"{route.Service.Name}/{route.Name}", previous, context);
    }

    private static WeightedChoice Create(
        string[] names, int[] weights, string selection, StickyOptions? sticky, string defaultSalt, WeightedChoice? previous, TableContext context)
    {
        var (factory, key) = (context.Policies.Find(selection), StickyKey.From(sticky));
        var salt = sticky is null ? null : sticky.Salt ?? defaultSalt.ToLowerInvariant();
        return previous is not null
            && ReferenceEquals(factory, previous._factory)
            && key == previous.Sticky
            && string.Equals(salt, previous._salt, StringComparison.Ordinal)
            && selection.Equals(previous._selection, StringComparison.OrdinalIgnoreCase)
            && names.AsSpan().SequenceEqual(previous._names, StringComparer.OrdinalIgnoreCase)
            && weights.AsSpan().SequenceEqual(previous._weights)
            ? previous
            : new(names, weights, selection, factory, key, salt, context);
    }

    public int Select<TRequest>(in TRequest request, RandomSource random)
        where TRequest : struct, IRoutableRequest =>
        Volatile.Read(ref _healthy) is { } healthy ? healthy.Select(in request, random)
            : Only >= 0 ? Only : Policy.Select(random, Sticky is null ? default : Sticky.Read(in request));

    /// <summary>Leaves out targets that are ejected, and lessens those in their slow start, until told otherwise. One caller at a time.</summary>
    /// <param name="health">The health of each target, or null where it has none.</param>
    public void Adapt(ReadOnlySpan<TargetHealth?> health)
    {
        var weights = HealthyWeights.Of(_weights, health);
        if (weights is not null && _healthy is { } before && weights.AsSpan().SequenceEqual(before._weights))
            return;
        Volatile.Write(ref _healthy, weights is null ? null : With(weights));
    }

    /// <summary>Tells what a request is bound to get without advancing anything; -1 where that depends on chance or order.</summary>
    public int Peek<TRequest>(in TRequest request)
        where TRequest : struct, IRoutableRequest =>
        Volatile.Read(ref _healthy) is { } healthy ? healthy.Peek(in request)
            : Only >= 0 ? Only : Policy.Peek(Sticky is null ? default : Sticky.Read(in request));

    public override string ToString() =>
        _factory is not null ? $"'{_selection}'"
        : Sticky is not null ? $"sticky by '{Sticky.Name}', salt '{_salt}'"
        : SelectionNames.IsRoundRobin(_selection) ? "round robin" : "random";

    // Turns that would make too long a cycle, and policies that cannot be made of fewer targets, give way to draws.
    private WeightedChoice With(int[] weights)
    {
        var takesTurns = Sticky is null && SelectionNames.IsRoundRobin(_selection);
        if (takesTurns && WeightLimits.Cycle(weights) > WeightLimits.MaxCycle)
            return new(_names, weights, SelectionNames.Random, factory: null, Sticky, _salt, _context);
        try
        {
            return new(_names, weights, _selection, _factory, Sticky, _salt, _context);
        }
        catch (InvalidOperationException exception)
        {
            _context.Failures.Note(_selection, exception);
            return new(_names, weights, SelectionNames.Random, factory: null, Sticky, _salt, _context);
        }
    }
}

namespace TrafficRouting;

/// <summary>
/// A change of a live source that makes the whole invalid: finds by trying which of its entries can come into force without the others,
/// which stay as they were. One caller at a time.
/// </summary>
/// <param name="before">What is in force of the source.</param>
/// <param name="after">What the source says now.</param>
/// <param name="isValid">Tells whether the whole is valid with a state of the source.</param>
internal sealed class LiveChange(RoutingSnapshot before, RoutingSnapshot after, Func<RoutingSnapshot, bool> isValid)
{
    // One wrong entry among thousands is found within some thirty tries; a change in which everything is wrong must not cost one for each.
    private const int MaxTries = 100;

    private readonly HashSet<string> _backends = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _services = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _heldBackends = [];
    private readonly List<string> _heldServices = [];
    private int _tries;

    /// <summary>Gets what stays as it was.</summary>
    public IReadOnlyList<HeldEntry> Held =>
    [
        .. _heldBackends.Select(name => HeldEntry.Of("Backends", name, before.Options.Backends, after.Options.Backends, after)),
        .. _heldServices.Select(name => HeldEntry.Of("Services", name, before.Options.Services, after.Options.Services, after)),
    ];

    /// <summary>Gets a value indicating whether what is held was tried out by itself, down to each entry.</summary>
    public bool IsExact => _tries <= MaxTries;

    /// <summary>Gives the state with the entries that fit, or null where none does.</summary>
    public RoutingSnapshot? Fit()
    {
        if (!isValid(Taken()))
            return null;
        // In the order in which a change that is well-founded is valid at each point: nothing is used before it is there, nor goes while it is used.
        Try([.. Changed(after.Options.Backends, before.Options.Backends)], _backends, _heldBackends);
        Try([.. Gone(after.Options.Services, before.Options.Services), .. Changed(after.Options.Services, before.Options.Services)], _services, _heldServices);
        // A host may have been taken before who gave it up was.
        var again = _heldServices.ToList();
        _heldServices.Clear();
        Try(again, _services, _heldServices);
        Try([.. Gone(after.Options.Backends, before.Options.Backends)], _backends, []);
        return _backends.Count + _services.Count == 0 ? null : Taken();
    }

    private static IEnumerable<string> Changed<T>(IDictionary<string, T> now, IDictionary<string, T> earlier) =>
        now.Where(e => !earlier.TryGetValue(e.Key, out var known) || !ReferenceEquals(known, e.Value)).Select(e => e.Key);

    private static IEnumerable<string> Gone<T>(IDictionary<string, T> now, IDictionary<string, T> earlier) => earlier.Keys.Where(name => !now.ContainsKey(name));

    private void Try(List<string> names, HashSet<string> taken, List<string> held)
    {
        if (names.Count == 0)
            return;
        taken.UnionWith(names);
        if (++_tries <= MaxTries && isValid(Taken()))
            return;
        taken.ExceptWith(names);
        if (names.Count == 1 || _tries > MaxTries)
        {
            held.AddRange(names);
            return;
        }

        Try(names[..(names.Count / 2)], taken, held);
        Try(names[(names.Count / 2)..], taken, held);
    }

    private RoutingSnapshot Taken()
    {
        var options = new TrafficRoutingOptions { Host = after.Options.Host, Mirroring = after.Options.Mirroring };
        var kept = new List<object>();
        Take(before.Options.Backends, after.Options.Backends, options.Backends, _backends, kept);
        Take(before.Options.Services, after.Options.Services, options.Services, _services, kept);
        return after.With(options, kept.SelectMany(PartsOf), before);
    }

    private static void Take<T>(IDictionary<string, T> earlier, IDictionary<string, T> now, IDictionary<string, T> to, HashSet<string> taken, List<object> kept)
        where T : class
    {
        foreach (var (name, entry) in now)
        {
            if (taken.Contains(name) || (earlier.TryGetValue(name, out var known) && ReferenceEquals(known, entry)))
                to[name] = entry;
        }

        foreach (var (name, entry) in earlier)
        {
            if (taken.Contains(name) || to.ContainsKey(name))
                continue;
            to[name] = entry;
            // Code may leave a null, which validation reports.
            if (entry is not null)
                kept.Add(entry);
        }
    }

    private static IEnumerable<object> PartsOf(object entry) => entry switch
    {
        ServiceOptions service => [service, .. service.Routes.Values, .. service.Routes.Values.SelectMany(r => r.Matches), .. service.Routes.Values.SelectMany(r => r.Mirrors.Values)],
        BackendOptions backend => [backend, .. backend.Endpoints.Values],
        _ => [entry],
    };
}

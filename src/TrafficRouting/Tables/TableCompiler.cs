namespace TrafficRouting;

/// <summary>
/// Compiles valid options over the table in force. What was compiled from the very same objects is handed on, so that a change
/// costs what it changes; that is sound because published options are never mutated.
/// </summary>
/// <param name="options">The options.</param>
/// <param name="previous">The table in force, or none.</param>
/// <param name="reuse">Whether what the table in force was compiled from is known to be unchanged; otherwise only round-robin positions live on.</param>
/// <param name="context">What the table shares with others.</param>
internal sealed class TableCompiler(TrafficRoutingOptions options, RouteTable? previous, bool reuse, TableContext context)
{
    private static readonly List<RouteOverlay> NoOverlays = [];

    private readonly bool _isSameRoot = reuse && ReferenceEquals(options, previous?.Options);

    public RouteTable Compile(IReadOnlyList<RouteOverlay> overlays)
    {
        var backends = Backends();
        var services = Services(backends, OverlaysByService(overlays));
        return new(options, services, backends, Hosts(services), context);
    }

    private Dictionary<string, Backend> Backends()
    {
        if (_isSameRoot)
            return previous!.BackendsByName;

        if (reuse && EntryChanges<BackendOptions>.Between(previous!.Options.Backends, options.Backends) is { IsInOrder: true, HasSameNames: true } changes)
            return Backends(changes.Changed);

        var backends = new Dictionary<string, Backend>(options.Backends.Count, StringComparer.OrdinalIgnoreCase);
        var isSame = reuse && previous?.Backends.Count == options.Backends.Count;
        foreach (var (name, backend) in options.Backends)
        {
            var destination = backend.AddressFrom is { } shared ? options.Backends[shared] : backend;
            var before = previous?.BackendsByName.GetValueOrDefault(name);
            if (!reuse || before is null || !before.IsOf(name, backend, destination))
            {
                before = new(name, backend, destination, before, context);
                isSame = false;
            }

            backends.Add(name, before);
        }

        // The very same map tells services that none of theirs changed.
        return isSame ? previous!.BackendsByName : backends;
    }

    // Only these changed, and those that have their address from one of them.
    private Dictionary<string, Backend> Backends(List<KeyValuePair<string, BackendOptions>> changed)
    {
        if (changed.Count == 0)
            return previous!.BackendsByName;
        var backends = new Dictionary<string, Backend>(previous!.BackendsByName, StringComparer.OrdinalIgnoreCase);
        foreach (var before in previous.BackendsByName.Values)
        {
            if (before.Options.AddressFrom is { } shared && !ReferenceEquals(options.Backends[shared], before.Destination))
                Compile(before.Name, options.Backends[before.Name], before);
        }

        foreach (var (name, backend) in changed)
            Compile(name, backend, previous.BackendsByName[name]);
        return backends;

        void Compile(string name, BackendOptions backend, Backend before) =>
            backends[name] = new(name, backend, backend.AddressFrom is { } shared ? options.Backends[shared] : backend, before, context);
    }

    private Dictionary<string, List<RouteOverlay>> OverlaysByService(IReadOnlyList<RouteOverlay> overlays)
    {
        var byService = new Dictionary<string, List<RouteOverlay>>(StringComparer.OrdinalIgnoreCase);
        foreach (var overlay in overlays)
        {
            if (!OverlayValidator.Applies(overlay, options))
                continue;
            if (!byService.TryGetValue(overlay.Service, out var ofService))
                byService.Add(overlay.Service, ofService = []);
            ofService.Add(overlay);
        }

        return byService;
    }

    private ServiceTable[] Services(Dictionary<string, Backend> backends, Dictionary<string, List<RouteOverlay>> overlays)
    {
        if (reuse && !_isSameRoot && EntryChanges<ServiceOptions>.Between(previous!.Options.Services, options.Services) is { IsInOrder: true, HasSameNames: true } changes
            && changes.Changed.TrueForAll(s => s.Value.Enabled == changes.Before(s.Key).Enabled))
            return Services(changes, backends, overlays);

        var names = _isSameRoot ? Array.ConvertAll(previous!.Tables, table => table.Service.Name) : Enabled();
        var services = new ServiceTable[names.Length];
        var haveBackendsChanged = !ReferenceEquals(backends, previous?.BackendsByName);
        var before = 0;
        for (var i = 0; i < services.Length; i++)
        {
            var (name, service) = (names[i], options.Services[names[i]]);
            var known = Previous(name, ref before);
            var over = overlays.GetValueOrDefault(name, NoOverlays);
            services[i] = reuse && known is not null && known.IsOf(name, service, over) && (!haveBackendsChanged || known.HasBackendsOf(backends))
                ? known
                : ServiceCompiler.Compile(name, service, backends, over, known, reuse, context);
        }

        return services;
    }

    // Only these changed, so that the others keep their order.
    private ServiceTable[] Services(EntryChanges<ServiceOptions> changes, Dictionary<string, Backend> backends, Dictionary<string, List<RouteOverlay>> overlays)
    {
        // Two services may be the very same options, of which the name decides.
        var changed = changes.Changed.Select(s => changes.Before(s.Key)).ToHashSet<object>(ReferenceEqualityComparer.Instance);
        var replaced = ReplacedBackends(backends);
        var services = new ServiceTable[previous!.Tables.Length];
        for (var i = 0; i < services.Length; i++)
        {
            var known = previous.Tables[i];
            var name = known.Service.Name;
            var over = overlays.Count == 0 ? NoOverlays : overlays.GetValueOrDefault(name, NoOverlays);
            var service = changed.Contains(known.Service.Options) ? options.Services[name] : known.Service.Options;
            services[i] = known.IsOf(name, service, over) && !known.HasAnyOf(replaced)
                ? known
                : ServiceCompiler.Compile(name, service, backends, over, known, reuse, context);
        }

        return services;
    }

    private HashSet<Backend> ReplacedBackends(Dictionary<string, Backend> backends)
    {
        if (ReferenceEquals(backends, previous!.BackendsByName))
            return [];
        var changes = EntryChanges<Backend>.Between(previous.BackendsByName, backends);
        return [.. changes.Changed.Select(b => changes.Before(b.Key)), .. changes.Removed.Select(changes.Before)];
    }

    private string[] Enabled()
    {
        var enabled = new List<string>(options.Services.Count);
        foreach (var (name, service) in options.Services)
        {
            if (service.Enabled)
                enabled.Add(name);
        }

        enabled.Sort(StringComparer.OrdinalIgnoreCase);
        return [.. enabled];
    }

    // Both are in the order of their names, so one walk along the previous services finds them all.
    private ServiceTable? Previous(string name, ref int before)
    {
        var tables = previous is null ? [] : previous.Tables;
        while (before < tables.Length)
        {
            var order = StringComparer.OrdinalIgnoreCase.Compare(tables[before].Service.Name, name);
            if (order >= 0)
                return order == 0 ? tables[before] : null;
            before++;
        }

        return null;
    }

    private HostIndex<ServiceTable> Hosts(ServiceTable[] services)
    {
        if (reuse && Replaced(services) is { } replaced)
            return previous!.Hosts.Replace(ByHost(replaced));
        return HostIndex<ServiceTable>.Build(ByHost(services));
    }

    // A loop, for which no code is compiled at the start of a process. A host that is listed twice is warned of.
    private static List<KeyValuePair<string, ServiceTable>> ByHost(IReadOnlyCollection<ServiceTable> services)
    {
        var byHost = new List<KeyValuePair<string, ServiceTable>>(services.Count);
        foreach (var service in services)
        {
            foreach (var host in service.Service.Options.Hosts.Select(HostName.Normalize).Distinct(StringComparer.Ordinal))
                byHost.Add(new(host, service));
        }

        return byHost;
    }

    // What stands in for another, when each service answers to the hosts that the one in its place did; otherwise null.
    private List<ServiceTable>? Replaced(ServiceTable[] services)
    {
        if (previous is null || previous.Tables.Length != services.Length)
            return null;

        var replaced = new List<ServiceTable>();
        for (var i = 0; i < services.Length; i++)
        {
            var before = previous.Tables[i];
            if (ReferenceEquals(before, services[i]))
                continue;
            if (!before.Service.Options.Hosts.SequenceEqual(services[i].Service.Options.Hosts, StringComparer.OrdinalIgnoreCase))
                return null;
            replaced.Add(services[i]);
        }

        return replaced;
    }
}

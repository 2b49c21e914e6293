namespace TrafficRouting.Manifests;

/// <summary>
/// What the documents say about hosts, and the backends. The name of a backend depends on which of those that want it is used first.
/// </summary>
internal sealed class AddressBook(ImportContext context)
{
    // What a broken document does not say is not missing; it has an error of its own.
    private const string Unknown = "http://unknown.invalid";

    private readonly Dictionary<string, List<KnownHost>> _said = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, KnownHost> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<object, string> _names = [];
    private readonly List<(BackendUse Use, string Name, MadeBackend Made)> _made = [];

    private IDictionary<string, BackendOptions> Backends => context.Routing.Backends;

    /// <summary>Gets what the step under way says about a host, to add to it.</summary>
    public KnownHost Host(string fullName)
    {
        var host = new KnownHost(fullName.ToLowerInvariant());
        context.Problems.Step.Add(host);
        return host;
    }

    /// <summary>Gets what is known about a host, or null, once all documents have said what they say.</summary>
    public KnownHost? Find(string fullName) => context.Ask(fullName, static (c, name) => c.Addresses._hosts.GetValueOrDefault(name));

    /// <summary>Gets the name of the backend for a destination, made on first use.</summary>
    /// <param name="destination">The destination.</param>
    /// <param name="fields">Where it is written.</param>
    public string BackendFor(Destination destination, Fields fields)
    {
        // The only port of a host and no port are the same destination.
        var port = destination.Port ?? context.Ask(destination.Host, static (c, host) => c.Addresses.PortOf(host));
        var key = destination with { Host = destination.Host.ToLowerInvariant(), Port = port };
        var plain = NameOf(key);
        return Use(new(key, plain, $"{plain}.{port}", fields.Position));
    }

    /// <summary>Tells whether a backend answers requests itself, because nobody knows where it is.</summary>
    public bool IsUnavailable(string backend) => Backends[backend].DirectResponse is not null;

    /// <summary>Makes a backend that is sent where another is, with header edits and a Host of its own.</summary>
    /// <param name="backend">The other backend.</param>
    /// <param name="suffix">What its name ends with.</param>
    /// <param name="edits">The edits.</param>
    /// <param name="fields">Where they are written.</param>
    /// <param name="identity">What several places that share it have in common; null when it belongs to one.</param>
    public string VariantOf(string backend, string suffix, BackendOptions edits, Fields fields, object? identity = null)
    {
        edits.AddressFrom = backend;
        edits.PreserveHost = Backends[backend].PreserveHost;
        return Share(identity ?? edits, $"{backend}_{suffix}", edits, fields);
    }

    /// <summary>Adds a backend as it is.</summary>
    /// <param name="name">The name it gets unless it is used already; then a number is put behind it.</param>
    /// <param name="backend">The backend.</param>
    /// <param name="fields">Where it is written.</param>
    /// <returns>Its name.</returns>
    public string Add(string name, BackendOptions backend, Fields fields) => Share(backend, name, backend, fields);

    /// <summary>Adds a backend that several places share, on first use.</summary>
    /// <param name="identity">What the places have in common.</param>
    /// <param name="name">The name it gets unless it is used already; then a number is put behind it.</param>
    /// <param name="backend">The backend.</param>
    /// <param name="fields">Where it is written.</param>
    /// <param name="unresolved">Why it answers by itself unless configuration gives an address, or null.</param>
    /// <returns>Its name.</returns>
    public string Share(object identity, string name, BackendOptions backend, Fields fields, string? unresolved = null) =>
        Use(new(identity, name, name, fields.Position) { Own = new(backend, unresolved is null ? null : new(FindingSeverity.Warning, unresolved)) });

    /// <summary>Brings together what the documents said about each host. What they ask about hosts is answered from here on.</summary>
    public void Settle()
    {
        foreach (var step in context.Steps)
        {
            foreach (var host in step.Hosts ?? [])
            {
                if (!_said.TryGetValue(host.Name, out var said))
                    _said[host.Name] = said = new(1);
                said.Add(host);
            }
        }

        foreach (var (name, said) in _said)
            _hosts[name] = said is [var only] ? only : context.Make(said[0].Name, [.. said], said, static (_, s) => KnownHost.Merge(s));
    }

    /// <summary>Takes over the uses of a step of an earlier import, unless one of them is another now.</summary>
    public bool TakeOver(ImportStep step)
    {
        var made = _made.Count;
        foreach (var use in step.Backends ?? [])
        {
            if (use.Holds(NameOf(use), Backends))
                continue;
            Undo(made);
            return false;
        }

        return true;
    }

    /// <summary>
    /// Gives what is to be said about the addresses that the documents give: backends without one, and subsets that resolve to
    /// the same. Either is moot once configuration gives another.
    /// </summary>
    /// <param name="isComplete">Whether all documents that describe hosts could be read.</param>
    public IEnumerable<AddressFinding> Findings(bool isComplete)
    {
        foreach (var (use, name, made) in _made.Where(m => m.Made.Unresolved is not null))
        {
            if (isComplete)
                yield return new(name, null, made.Unresolved!.Severity, $"{made.Unresolved.Reason} Add it to the documents, or set {KeyOf(name)}.", use.Position.Location);
            else
                Backends[name] = new() { Address = Unknown, PreserveHost = made.Options.PreserveHost };
        }

        var subsets = _made.Where(m => m.Use.Identity is Destination { Subset: not null } && m.Made.Options.Address is not null);
        foreach (var clash in subsets.GroupBy(m => m.Made.Options.Address!, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            var keys = string.Join(" and ", clash.Select(m => KeyOf(m.Name)).Order(StringComparer.Ordinal));
            foreach (var (use, name, _) in clash)
            {
                var message = $"Cannot be told apart from the other subsets of {((Destination)use.Identity).Host}: all of them resolve to {clash.Key}. Set {keys}, or give endpoints with labels.";
                yield return new(name, clash.Key, FindingSeverity.Warning, message, use.Position.Location);
            }
        }

        static string KeyOf(string name) => $"Backends:{name}:Address";
    }

    private int? PortOf(string host) => _hosts.GetValueOrDefault(host) is { Ports: [var only] } ? only.Number : null;

    private string NameOf(Destination destination)
    {
        var host = context.Names.TrySplit(destination.Host, out var service, out var @namespace) ? $"{service}.{@namespace}" : destination.Host;
        return ConfigurationName.Of(destination.Subset is null ? host : $"{host}_{destination.Subset}");
    }

    private string Use(BackendUse use)
    {
        var name = NameOf(use);
        context.Problems.Step.Add(use with { Name = name, IsAnswering = IsUnavailable(name) });
        return name;
    }

    private string NameOf(BackendUse use)
    {
        if (_names.TryGetValue(use.Identity, out var known))
            return known;
        var plain = ConfigurationName.Of(use.Wanted);
        var name = plain.Length == 0 || Backends.ContainsKey(plain) ? ConfigurationName.Unused(use.Otherwise, Backends) : plain;
        var made = use.Own ?? context.Make((Destination)use.Identity, [], (Destination)use.Identity, static (c, d) => BackendMaker.Make(d, c));
        Backends[name] = made.Options;
        _names[use.Identity] = name;
        _made.Add((use, name, made));
        context.Locate(made.Options, use.Position);
        return name;
    }

    // In the opposite order, so that what is added again takes the same places.
    private void Undo(int made)
    {
        for (var i = _made.Count - 1; i >= made; i--)
        {
            _names.Remove(_made[i].Use.Identity);
            Backends.Remove(_made[i].Name);
        }

        _made.RemoveRange(made, _made.Count - made);
    }
}

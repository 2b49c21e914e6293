using System.Runtime.InteropServices;

namespace TrafficRouting.Manifests;

/// <summary>
/// What the documents say about hosts, and the backends. The name of a backend depends on which of those that want it is used first.
/// </summary>
internal sealed class AddressBook(ImportContext context)
{
    private readonly Dictionary<string, SaidHost> _said = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, KnownHost> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, BackendOptions> _backends = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<object, NamedBackend> _named = [];
    private readonly List<object> _made = [];

    /// <summary>Gets what the step under way says about a host, to add to it.</summary>
    public KnownHost Host(string fullName)
    {
        var host = new KnownHost(fullName.ToLowerInvariant());
        context.Step.Add(host);
        return host;
    }

    /// <summary>Takes down what a step says about a host.</summary>
    public void Tell(KnownHost host, ImportUnit unit)
    {
        ref var said = ref CollectionsMarshal.GetValueRefOrAddDefault(_said, host.Name, out _);
        (said ??= new(unit)).Add(host, unit);
    }

    /// <summary>Gets what is known about a host, or null, once all documents have said what they say.</summary>
    public KnownHost? Find(string fullName) => context.Ask(new(TopicKind.Host, fullName), fullName, static (c, name) => c.Addresses.Known(name));

    /// <summary>Gets the declared hosts that a wildcard takes, itself left out, where all texts are imported together. Whoever asks in a step is not told when there are others.</summary>
    public IEnumerable<KnownHost> Beneath(string wildcard) => _hosts.Values.Where(h => h.IsDeclared && h.Name != wildcard && Hostnames.Covers(wildcard, h.Name));

    /// <summary>Gets the name of the backend for a destination, made on first use.</summary>
    /// <param name="destination">The destination.</param>
    /// <param name="fields">Where it is written.</param>
    public string BackendFor(Destination destination, Fields fields)
    {
        // The only port of a host and no port are the same destination.
        var port = destination.Port ?? context.Ask(new(TopicKind.Host, destination.Host), destination.Host, static (c, host) => c.Addresses.PortOf(host));
        var host = destination.Host.ToLowerInvariant();
        var key = port == destination.Port && host == destination.Host ? destination : destination with { Host = host, Port = port };
        if (context.Step.FindUse(key) is { } known)
            return known.Name;
        var plain = NameOf(key);
        return Use(new(key, plain, $"{plain}.{port}", fields.Position));
    }

    /// <summary>Tells whether a backend answers requests itself, because nobody knows where it is.</summary>
    public bool IsUnavailable(string backend) => _backends[backend].DirectResponse is not null;

    /// <summary>Makes a backend that is sent where another is, with header edits and a Host of its own.</summary>
    /// <param name="backend">The other backend.</param>
    /// <param name="suffix">What its name ends with.</param>
    /// <param name="edits">The edits.</param>
    /// <param name="fields">Where they are written.</param>
    /// <param name="identity">What several places that share it have in common; null when it belongs to one.</param>
    public string VariantOf(string backend, string suffix, BackendOptions edits, Fields fields, object? identity = null)
    {
        edits.AddressFrom = backend;
        edits.PreserveHost = _backends[backend].PreserveHost;
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
        foreach (var (name, said) in _said)
        {
            // Of the others some may be left aside that say something of the same host.
            if (said.IsImported)
                _hosts[name] = Merge(said);
        }
    }

    /// <summary>Takes over the uses of a step of an earlier import, unless one of them is another now.</summary>
    public bool TakeOver(ImportStep step)
    {
        var made = _made.Count;
        for (var i = 0; i < step.Backends?.Count; i++)
        {
            if (step.Backends[i].Holds(NameOf(step.Backends[i]), _backends))
                continue;
            Undo(made);
            return false;
        }

        return true;
    }

    /// <summary>Gets the backend of a use, and the step that made it of what is known about its host.</summary>
    public (MadeBackend Made, ImportStep? Maker) MadeFor(BackendUse use) => (use.Own ?? _named[use.Identity].Made, _named[use.Identity].Maker);

    private KnownHost? Known(string name)
    {
        if (_hosts.TryGetValue(name, out var known))
            return known;
        return _said.TryGetValue(name, out var said) ? _hosts[name] = Merge(said) : null;
    }

    private KnownHost Merge(SaidHost said) => said.Parts is [var only]
        ? only
        : (KnownHost)context.Make(said.First, said.Parts[0].Name, [.. said.Parts], said.Parts, static (_, s) => KnownHost.Merge(s)).Result!;

    private int? PortOf(string host) => Known(host) is { Ports: [var only] } ? only.Number : null;

    private string NameOf(Destination destination)
    {
        var host = context.Names.TrySplit(destination.Host, out var service, out var @namespace) ? $"{service}.{@namespace}" : destination.Host;
        return ConfigurationName.Of(destination.Subset is null ? host : $"{host}_{destination.Subset}");
    }

    private string Use(BackendUse use)
    {
        var name = NameOf(use);
        context.Step.Add(use with { Name = name, IsAnswering = IsUnavailable(name) });
        return name;
    }

    private string NameOf(BackendUse use)
    {
        if (_named.TryGetValue(use.Identity, out var known))
            return known.Name;
        var plain = ConfigurationName.Of(use.Wanted);
        var name = plain.Length == 0 || _backends.ContainsKey(plain) ? ConfigurationName.Unused(use.Otherwise, _backends) : plain;
        var maker = use.Own is null ? context.Make(unit: null, (Destination)use.Identity, [], (Destination)use.Identity, static (c, d) => BackendMaker.Make(d, c)) : null;
        var made = use.Own ?? (MadeBackend)maker!.Result!;
        _backends[name] = made.Options;
        _named[use.Identity] = new(name, made, maker);
        _made.Add(use.Identity);
        return name;
    }

    // In the opposite order, so that what is added again takes the same places.
    private void Undo(int made)
    {
        for (var i = _made.Count - 1; i >= made; i--)
        {
            if (_named.Remove(_made[i], out var named))
                _backends.Remove(named.Name);
        }

        _made.RemoveRange(made, _made.Count - made);
    }
}

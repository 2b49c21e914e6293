namespace TrafficRouting.Manifests;

/// <summary>
/// What the documents say about hosts, and the backends. The name of a backend depends on which of those that want it is used first.
/// </summary>
internal sealed class AddressBook(ImportContext context, ImportMemory memory)
{
    // What a broken document does not say is not missing; it has an error of its own.
    private const string Unknown = "http://unknown.invalid";

    private IDictionary<string, BackendOptions> Backends => context.Routing.Backends;

    /// <summary>Gets what the step under way says about a host, to add to it.</summary>
    public KnownHost Host(string fullName)
    {
        var host = new KnownHost(fullName.ToLowerInvariant());
        context.Step.Add(host);
        return host;
    }

    /// <summary>Gets what is known about a host, or null, once all documents have said what they say.</summary>
    public KnownHost? Find(string fullName) => context.Ask(fullName, static (c, name) => c.Addresses.Known(name));

    /// <summary>Gets the declared hosts that a wildcard takes, itself left out. Whoever asks in a step is not told when there are others.</summary>
    public IEnumerable<KnownHost> Beneath(string wildcard) => memory.Hosts.Values.Where(h => h.IsDeclared && h.Name != wildcard && Hostnames.Covers(wildcard, h.Name));

    /// <summary>Gets the name of the backend for a destination, made on first use.</summary>
    /// <param name="destination">The destination.</param>
    /// <param name="fields">Where it is written.</param>
    public string BackendFor(Destination destination, Fields fields)
    {
        // The only port of a host and no port are the same destination.
        var port = destination.Port ?? context.Ask(destination.Host, static (c, host) => c.Addresses.PortOf(host));
        var host = destination.Host.ToLowerInvariant();
        var key = port == destination.Port && host == destination.Host ? destination : destination with { Host = host, Port = port };
        if (context.Step.FindUse(key) is { } known)
            return known.Name;
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
            for (var i = 0; i < step.Hosts?.Count; i++)
            {
                var host = step.Hosts[i];
                if (!memory.Said.TryGetValue(host.Name, out var said))
                    memory.Said[host.Name] = said = new(1);
                said.Add(host);
            }
        }

        foreach (var (name, said) in memory.Said)
        {
            if (said.Count > 0)
                memory.Hosts[name] = said is [var only] ? only : context.Make(said[0].Name, [.. said], said, static (_, s) => KnownHost.Merge(s));
        }
    }

    /// <summary>Takes over the uses of a step of an earlier import, unless one of them is another now.</summary>
    public bool TakeOver(ImportStep step)
    {
        var made = memory.Backends.Count;
        for (var i = 0; i < step.Backends?.Count; i++)
        {
            if (step.Backends[i].Holds(NameOf(step.Backends[i]), Backends))
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
        foreach (var backend in memory.Backends)
        {
            var (use, name, made) = backend;
            if (made.Unresolved is not { } unresolved)
                continue;
            if (isComplete)
                yield return new(name, made.Options.Address, unresolved.Severity, $"{unresolved.Reason} Add it to the documents, or set {backend.Key}.", use.Position.Location);
            else if (made.Options.Address is null)
                Backends[name] = new() { Address = Unknown, PreserveHost = made.Options.PreserveHost };
        }

        foreach (var finding in memory.Clashes.Find(memory.Backends))
            yield return finding;
    }

    private KnownHost? Known(string name) => memory.Hosts.GetValueOrDefault(name);

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
        if (memory.Names.TryGetValue(use.Identity, out var known))
            return known;
        var plain = ConfigurationName.Of(use.Wanted);
        var name = plain.Length == 0 || Backends.ContainsKey(plain) ? ConfigurationName.Unused(use.Otherwise, Backends) : plain;
        var made = use.Own ?? context.Make((Destination)use.Identity, [], (Destination)use.Identity, static (c, d) => BackendMaker.Make(d, c));
        Backends[name] = made.Options;
        memory.Names[use.Identity] = name;
        memory.Backends.Add(new(use, name, made));
        context.Locate(made.Options, use.Position);
        return name;
    }

    // In the opposite order, so that what is added again takes the same places.
    private void Undo(int made)
    {
        for (var i = memory.Backends.Count - 1; i >= made; i--)
        {
            memory.Names.Remove(memory.Backends[i].Use.Identity);
            Backends.Remove(memory.Backends[i].Name);
        }

        memory.Backends.RemoveRange(made, memory.Backends.Count - made);
    }
}

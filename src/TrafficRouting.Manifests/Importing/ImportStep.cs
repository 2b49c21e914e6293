namespace TrafficRouting.Manifests;

/// <summary>
/// A part of an import, such as reading a document or making a service, with all that it looked up and brought about. As long
/// as its inputs and what it looked up are the same, it is not done again: what it brought about is taken over.
/// </summary>
/// <param name="inputs">What it is made of, besides what it looks up.</param>
internal sealed class ImportStep(params object[] inputs) : ReadingNotes
{
    // So far back is looked whether something is known already; what is asked for twice is mostly asked for in a row.
    private const int Recent = 8;

    private List<Lookup>? _lookups;

    /// <summary>Gets or sets what it gave.</summary>
    public object? Result { get; set; }

    /// <summary>Gets or sets what it is remembered by; null for the reading of a document, which remembers it.</summary>
    public object? Owner { get; set; }

    /// <summary>Gets or sets how many texts it is part of.</summary>
    public int Users { get; set; }

    /// <summary>Gets or sets the place of the format that did it among the others.</summary>
    public int Format { get; set; }

    /// <summary>Gets or sets the number of the import that last used it.</summary>
    public int UsedIn { get; set; }

    /// <summary>Gets what it says about hosts.</summary>
    public List<KnownHost>? Hosts { get; private set; }

    /// <summary>Gets the Services of the cluster that it mentions.</summary>
    public HashSet<(string Service, string Namespace)>? Mentions { get; private set; }

    /// <summary>Gets the backends it uses, in order.</summary>
    public List<BackendUse>? Backends { get; private set; }

    /// <summary>Gets the services it makes, in order.</summary>
    public List<ServiceDraft>? Services { get; private set; }

    /// <summary>Gets what it looked up.</summary>
    public IReadOnlyList<Lookup> Lookups => _lookups ?? [];

    public bool IsOf(ReadOnlySpan<object> others) => others.SequenceEqual(inputs, EqualityComparer<object>.Default);

    /// <summary>Tells whether everything it looked up is the same still.</summary>
    public bool Holds(ImportContext context)
    {
        for (var i = 0; i < _lookups?.Count; i++)
        {
            if (!_lookups[i].Holds(context))
                return false;
        }

        return true;
    }

    /// <summary>Finds a question that was asked already.</summary>
    public Lookup<TKey, TValue>? Find<TKey, TValue>(TKey key, Func<ImportContext, TKey, TValue> find)
    {
        for (var i = (_lookups?.Count ?? 0) - 1; i >= Math.Max(0, (_lookups?.Count ?? 0) - Recent); i--)
        {
            if (_lookups![i] is Lookup<TKey, TValue> known && known.Asks(key, find))
                return known;
        }

        return null;
    }

    /// <summary>Finds a use of a backend that is known already.</summary>
    public BackendUse? FindUse(object identity)
    {
        for (var i = (Backends?.Count ?? 0) - 1; i >= Math.Max(0, (Backends?.Count ?? 0) - Recent); i--)
        {
            if (Backends![i].Identity.Equals(identity))
                return Backends[i];
        }

        return null;
    }

    public void Add(Lookup lookup) => (_lookups ??= []).Add(lookup);

    public void Add(KnownHost host) => (Hosts ??= []).Add(host);

    public void Add(BackendUse use) => (Backends ??= []).Add(use);

    public void Add(ServiceDraft service) => (Services ??= []).Add(service);

    public void Mention(string service, string @namespace) => (Mentions ??= []).Add((service, @namespace));
}

namespace TrafficRouting.Manifests;

/// <summary>
/// Documents in groups. A group whose documents are wrong stays as it was last good, and the others move on; so a cluster's object
/// that breaks holds up no other. One caller at a time.
/// </summary>
/// <param name="options">How documents are read.</param>
/// <param name="isLive">Whether they come from a cluster, where groups that are wrong at the beginning are left out.</param>
internal sealed class DocumentSet(TrafficManifestOptions options, bool isLive = false)
{
    private readonly Dictionary<string, DocumentGroup> _groups = new(StringComparer.Ordinal);
    private readonly Problems _problems = new();
    private readonly List<ImportFinding> _rejected = [];

    // Room for those of an import.
    private readonly List<ManifestText> _texts = [];

    // Those that were set since they were last good, by their keys.
    private readonly Dictionary<string, DocumentGroup> _pending = new(StringComparer.Ordinal);

    // All, in the order of their keys; null after one came or went.
    private DocumentGroup[]? _inOrder;
    private ManifestImporter? _importer;
    private ManifestImport? _good;

    /// <summary>Gets what reads the texts of this set.</summary>
    public TextParser Parser => field ??= new(_problems, options, isLive);

    /// <summary>Sets the texts of a group.</summary>
    /// <param name="key">The group.</param>
    /// <param name="texts">The texts; none when it is gone.</param>
    /// <param name="isAnother">Whether they have only the key in common with what was there: what was good of that is not kept for them.</param>
    /// <returns>Whether they are others than before.</returns>
    public bool Set(string key, IReadOnlyList<ManifestText> texts, bool isAnother = false)
    {
        if (!_groups.TryGetValue(key, out var group))
        {
            _groups[key] = group = new DocumentGroup();
            _inOrder = null;
        }

        var isOther = !ReferenceEquals(group.Latest, texts);
        group.Latest = texts;
        group.IsAnother |= isAnother;
        _pending[key] = group;
        return isOther;
    }

    /// <summary>Imports what changed.</summary>
    public ManifestResult Import()
    {
        _importer ??= new(options, _problems, Formats.Create);
        var changed = InOrder(_pending).ToList();
        ManifestImport import;
        List<DocumentGroup> outlived;
        do
        {
            _rejected.Clear();
            changed.RemoveAll(g => !g.IsChanged);
            import = Accept(changed);
            outlived = changed.FindAll(g => g is { IsAnother: true, IsChanged: true, Latest.Count: > 0, Good.Count: > 0 });
            if (outlived.Count > 0)
                import = Remove(outlived);
        }
        // What was rejected for the sake of one that went may come now.
        while (outlived.Exists(g => g.Good.Count == 0));
        _importer.Sweep(_good ?? import);
        foreach (var key in (string[])[.. _pending.Keys])
            Settle(key, _pending[key]);
        return new(import, _rejected);
    }

    // Sorted anew, since a sorted dictionary is code that is compiled while a process starts.
    private static DocumentGroup[] InOrder(Dictionary<string, DocumentGroup> groups)
    {
        string[] keys = [.. groups.Keys];
        Array.Sort(keys, StringComparer.Ordinal);
        return Array.ConvertAll(keys, key => groups[key]);
    }

    private void Settle(string key, DocumentGroup group)
    {
        if (group is { IsGone: false, IsChanged: true })
            return;
        _pending.Remove(key);
        if (!group.IsGone)
            return;
        _groups.Remove(key);
        _inOrder = null;
    }

    private ManifestImport Accept(List<DocumentGroup> changed)
    {
        if (changed.Count == 0 && _good is not null)
            return _good;
        var import = _importer!.Import(Texts(changed.ToHashSet()));
        if (!import.HasErrors)
        {
            changed.ForEach(g => g.Accept());
            return _good = import;
        }

        // Without anything good to stay with, what could be read shows best what is wrong.
        if (changed.Count == 0 || (_good is null && !isLive))
            return import;
        var errors = import.Findings.Where(f => f.Severity is FindingSeverity.Error).ToList();
        var named = changed.FindAll(g => errors.Exists(e => g.Has(e.Position.File)));
        if (named.Count > 0)
            return Reject(named, changed, errors);
        // What is wrong is told of documents that did not change; which change is to blame is tried out.
        if (changed.Count == 1)
            return Reject(changed, changed, errors);
        Accept(changed[..(changed.Count / 2)]);
        return Accept(changed[(changed.Count / 2)..]);
    }

    // What is wrong took the place of what was good, which goes, if nobody needs it.
    private ManifestImport Remove(List<DocumentGroup> outlived)
    {
        var latest = outlived.ConvertAll(g => g.Latest);
        outlived.ForEach(g => g.Latest = []);
        try
        {
            return Accept(outlived);
        }
        finally
        {
            for (var i = 0; i < latest.Count; i++)
                outlived[i].Latest = latest[i];
        }
    }

    private List<ManifestText> Texts(HashSet<DocumentGroup> taken)
    {
        _texts.Clear();
        foreach (var group in _inOrder ??= InOrder(_groups))
            _texts.AddRange(taken.Contains(group) ? group.Latest : group.Good);
        return _texts;
    }

    private ManifestImport Reject(List<DocumentGroup> named, List<DocumentGroup> changed, List<ImportFinding> errors)
    {
        _rejected.AddRange(errors.Where(e => named.Count == changed.Count || named.Exists(g => g.Has(e.Position.File))));
        return Accept(changed.FindAll(g => !named.Contains(g)));
    }
}

namespace TrafficRouting.Manifests;

/// <summary>
/// Documents in groups. A group whose documents are wrong stays as it was last good, and the others move on; so a cluster's object
/// that breaks holds up no other. One caller at a time.
/// </summary>
/// <param name="options">How documents are read.</param>
/// <param name="isLive">Whether they come from a cluster, where groups that are wrong at the beginning are left out.</param>
internal sealed class DocumentSet(TrafficManifestOptions options, bool isLive = false)
{
    private readonly SortedDictionary<string, DocumentGroup> _groups = new(StringComparer.Ordinal);
    private readonly Problems _problems = new();
    private readonly List<ImportFinding> _rejected = [];

    // Those that were set since they were last good, by their keys.
    private readonly SortedDictionary<string, DocumentGroup> _pending = new(StringComparer.Ordinal);
    private int _texts;
    private ManifestImporter? _importer;
    private ManifestImport? _good;

    /// <summary>Gets what reads the texts of this set.</summary>
    public TextParser Parser => field ??= new(_problems, options, isLive);

    /// <summary>Sets the texts of a group.</summary>
    /// <returns>Whether they are others than before.</returns>
    public bool Set(string key, IReadOnlyList<ManifestText> texts)
    {
        if (!_groups.TryGetValue(key, out var group))
            _groups[key] = group = new DocumentGroup();
        var isOther = !ReferenceEquals(group.Latest, texts);
        group.Latest = texts;
        _pending[key] = group;
        return isOther;
    }

    /// <summary>Imports what changed.</summary>
    public ManifestResult Import()
    {
        _importer ??= new(options, _problems, Formats.Create);
        _rejected.Clear();
        var import = Accept([.. _pending.Values.Where(g => g.IsChanged)]);
        _importer.Sweep(_good ?? import);
        foreach (var (key, group) in _pending.Where(g => g.Value.IsGone || !g.Value.IsChanged).ToList())
        {
            _pending.Remove(key);
            if (group.IsGone)
                _groups.Remove(key);
        }

        return new(import, _rejected);
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

    private List<ManifestText> Texts(HashSet<DocumentGroup> taken)
    {
        var texts = new List<ManifestText>(_texts);
        foreach (var group in _groups.Values)
            texts.AddRange(taken.Contains(group) ? group.Latest : group.Good);
        _texts = texts.Count;
        return texts;
    }

    private ManifestImport Reject(List<DocumentGroup> named, List<DocumentGroup> changed, List<ImportFinding> errors)
    {
        _rejected.AddRange(errors.Where(e => named.Count == changed.Count || named.Exists(g => g.Has(e.Position.File))));
        return Accept(changed.FindAll(g => !named.Contains(g)));
    }
}

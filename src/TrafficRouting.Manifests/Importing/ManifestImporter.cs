namespace TrafficRouting.Manifests;

/// <summary>
/// Runs every format over a set of texts, again and again. What changed since the last time, and what that has a bearing on, is
/// done again; all else stays. One caller at a time.
/// </summary>
/// <param name="options">How documents are read.</param>
/// <param name="problems">Where findings go.</param>
/// <param name="createFormats">Makes the formats, for one import each.</param>
internal sealed class ManifestImporter(TrafficManifestOptions options, Problems problems, Func<IReadOnlyList<IManifestFormat>> createFormats)
{
    private readonly StepMemory _steps = new();
    private readonly TopicIndex _topics = new();
    private readonly BareNames _bare = new();
    private readonly ServiceOwners _owners = new();
    private readonly SubsetClashes _clashes = new();
    private readonly Dictionary<ManifestText, ImportUnit> _units = new(ReferenceEqualityComparer.Instance);
    private readonly List<UsedBackend> _backends = [];
    private ImportUnit[] _inOrder = [];
    private int _imports;

    /// <summary>Imports documents.</summary>
    /// <param name="texts">The texts that were read, in their order.</param>
    public ManifestImport Import(IReadOnlyList<ManifestText> texts)
    {
        try
        {
            Update(new(texts, _inOrder, _units, _topics), texts.Count);
        }
        catch
        {
            // Whatever it was in the middle of is begun anew.
            Forget();
            throw;
        }

        var notes = new ReadingNotes();
        problems.Begin(notes);
        return new ManifestImport(_imports, _inOrder, _owners.Settle(_inOrder, _bare, options.Namespace), notes, _clashes, _backends);
    }

    /// <summary>Forgets what neither an import nor those after it needed.</summary>
    public void Sweep(ManifestImport since)
    {
        _steps.Sweep(since.Number);
        _topics.Sweep();
    }

    private void Update(ImportScope scope, int count)
    {
        List<(int Index, ImportUnit Unit)> made;
        do
        {
            if (scope.IsEverything)
                Forget();
            made = scope.Units();
            Run(made);
        }
        while (scope.Grow(made));

        // What comes before what goes, so that a name which stays has somebody all the time.
        foreach (var (_, unit) in made)
        {
            if (unit.IsImported)
                _bare.Add(unit);
        }

        foreach (var unit in scope.IsEverything ? [] : scope.Replaced)
            Remove(unit);
        var inOrder = new ImportUnit[count];
        foreach (var unit in _inOrder)
        {
            if (unit.Index >= 0)
                inOrder[unit.Index] = unit;
        }

        foreach (var (index, unit) in made)
        {
            if (!unit.IsImported)
                continue;
            Add(unit);
            inOrder[index] = unit;
        }

        _inOrder = inOrder;
    }

    private void Run(List<(int Index, ImportUnit Unit)> made)
    {
        var context = new ImportContext(options, problems, _steps, _topics, ++_imports);
        var formats = createFormats();
        var shares = formats.Select(_ => new List<ManifestDocument>()).ToList();
        var skipped = new HashSet<string>(StringComparer.Ordinal);
        var last = new Dictionary<TopicNode, ManifestDocument>();
        var replaced = new HashSet<ManifestDocument>();
        foreach (var (_, unit) in made)
        {
            foreach (var document in unit.Text.Documents)
            {
                document.Unit = unit;
                var (reader, kind) = context.Read(document, (d, _) => ReaderOf(d, formats));
                if (reader < 0)
                {
                    Skip(document, skipped, context);
                    continue;
                }

                shares[reader].Add(document);
                if (kind is not null && Replaced(document, last, context) is { } earlier)
                    replaced.Add(earlier);
            }
        }

        if (replaced.Count > 0)
            shares.ForEach(s => s.RemoveAll(replaced.Contains));

        context.NextPhase();
        for (var i = 0; i < formats.Count; i++)
            formats[i].Collect(shares[i], context);
        context.Addresses.Settle();
        context.NextPhase();
        for (var i = 0; i < formats.Count; i++)
        {
            context.Format = i;
            formats[i].Import(shares[i].FindAll(d => ImportUnit.Of(d).IsImported), context);
        }

        foreach (var (_, unit) in made)
            unit.Complete(context);
    }

    private void Add(ImportUnit unit)
    {
        _units.Add(unit.Text, unit);
        _topics.Add(unit);
        foreach (var step in unit.Steps)
            step.Users++;
    }

    private void Remove(ImportUnit unit)
    {
        _units.Remove(unit.Text);
        _topics.Remove(unit);
        _bare.Remove(unit);
        Leave(unit);
        // The text may be there again, as another unit.
        unit.Index = -1;
    }

    private void Leave(ImportUnit unit)
    {
        foreach (var step in unit.Steps)
            _steps.Leave(step);
    }

    private void Forget()
    {
        foreach (var unit in _inOrder)
            Leave(unit);
        _inOrder = [];
        _units.Clear();
        _topics.Clear();
        _bare.Clear();
    }

    private static (int Reader, KnownKind? Kind) ReaderOf(ManifestDocument document, IReadOnlyList<IManifestFormat> formats)
    {
        for (var i = 0; i < formats.Count; i++)
        {
            var kind = document.Kind.Length == 0 ? null : formats[i].Kinds.FirstOrDefault(k => k.Is(document));
            var table = document.Kind.Length == 0 ? formats[i].Untitled(document) : kind?.Fields;
            if (table is null)
                continue;
            if (kind is not null && !kind.Versions.Contains(document.Version, StringComparer.Ordinal))
                document.Root.Error("apiVersion", $"'{document.Version}' of {document.Kind} is not known; allowed: {string.Join(", ", kind.Versions)}");
            FieldCheck.Run(document, table);
            return (i, kind);
        }

        // A kind alone could be anybody's.
        if (document is { Kind.Length: > 0, Version.Length: 0 } && formats.SelectMany(f => f.Kinds).FirstOrDefault(k => k.Fields.Name == document.Kind) is { } meant)
        {
            document.Root.Missing("apiVersion", $"is required, such as {meant.Group}/{meant.Versions[0]}");
            return (0, null);
        }

        return (-1, null);
    }

    // Of an object that is there several times the last one counts, as where documents are applied one after another; a cluster has each but once.
    private ManifestDocument? Replaced(ManifestDocument document, Dictionary<TopicNode, ManifestDocument> last, ImportContext context)
    {
        if (document.IsLive || document.Name.Length == 0)
            return null;
        var node = _topics[new(TopicKind.Document, $"{document.Kind}/{document.Name}", document.Namespace)];
        var unit = ImportUnit.Of(document);
        unit.Say(node);
        unit.Ask(node, isEarly: true);
        if (last.TryGetValue(node, out var earlier))
        {
            context.About(earlier);
            earlier.Root.Warning($"is left out: it is there again ({document.Position}), and the last one counts");
        }

        last[node] = document;
        return earlier;
    }

    private static void Skip(ManifestDocument document, HashSet<string> skipped, ImportContext context)
    {
        context.About(document);
        var kind = $"{document.Group}/{document.Kind}";
        if (document.Kind.Length == 0)
        {
            document.Root.Error("is not a routing document: it has no kind");
            return;
        }

        context.Say(document, new(TopicKind.SkippedKind, kind));
        if (skipped.Add(kind))
            document.Root.Warning($"{document.Kind} of {(document.Group.Length == 0 ? "the core group" : document.Group)} does not concern routing; documents of this kind are skipped");
    }
}

namespace TrafficRouting.Manifests;

/// <summary>Runs every format over a set of documents, again and again; what did not change since the last time is not done again.</summary>
/// <param name="options">How documents are read.</param>
/// <param name="problems">Where findings go.</param>
/// <param name="createFormats">Makes the formats, for one import each.</param>
internal sealed class ManifestImporter(TrafficManifestOptions options, Problems problems, Func<IReadOnlyList<IManifestFormat>> createFormats)
{
    private readonly ImportMemory _memory = new();
    private int _imports;

    /// <summary>Imports documents.</summary>
    /// <param name="texts">The texts that were read, in their order.</param>
    public ManifestImport Import(IReadOnlyList<ManifestText> texts)
    {
        var context = new ImportContext(options, problems, _memory, ++_imports);
        var loose = context.Step;
        var formats = createFormats();
        var shares = formats.Select(_ => new List<ManifestDocument>()).ToList();
        var skipped = new HashSet<string>(StringComparer.Ordinal);
        var ofHosts = new List<ManifestDocument>();
        var starts = new List<(Position, bool)>();
        foreach (var text in texts)
        {
            context.Texts.Add(text.Notes);
            for (var i = 0; i < text.Documents.Count; i++)
            {
                var document = text.Documents[i];
                var (reader, kind) = context.Read(document, (d, _) => ReaderOf(d, formats));
                starts.Add((document.Position, kind?.SaysWhere ?? false));
                if (reader < 0)
                    Skip(document, skipped);
                else
                    shares[reader].Add(document);
                if (kind is { DescribesHosts: true })
                    ofHosts.Add(document);
            }
        }

        context.NextPhase();
        for (var i = 0; i < formats.Count; i++)
            formats[i].Collect(shares[i], context);
        context.Addresses.Settle();
        context.NextPhase();
        for (var i = 0; i < formats.Count; i++)
            formats[i].Import(shares[i], context);
        context.Services.Settle();
        context.Steps.Add(loose);
        _memory.StepCount = context.Steps.Count;
        return new(context, _imports, isComplete: !ofHosts.Exists(d => d.HasErrors), starts.Count - shares.Sum(s => s.Count), starts);
    }

    /// <summary>Forgets what neither an import nor those after it needed.</summary>
    public void Sweep(ManifestImport since) => _memory.Steps.Sweep(since.Number);

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

        return (-1, null);
    }

    private static void Skip(ManifestDocument document, HashSet<string> skipped)
    {
        if (document.Kind.Length == 0)
            document.Root.Error("is not a routing document: it has no kind");
        else if (skipped.Add($"{document.Group}/{document.Kind}"))
            document.Root.Warning($"{document.Kind} of {(document.Group.Length == 0 ? "the core group" : document.Group)} does not concern routing; documents of this kind are skipped");
    }
}

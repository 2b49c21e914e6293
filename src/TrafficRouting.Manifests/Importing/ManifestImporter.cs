namespace TrafficRouting.Manifests;

/// <summary>Runs every format over a set of documents, again and again; what did not change since the last time is not done again.</summary>
internal sealed class ManifestImporter(TrafficManifestOptions options, Problems problems)
{
    private readonly StepMemory _memory = new();
    private int _imports;

    /// <summary>Imports documents.</summary>
    /// <param name="texts">The texts that were read, in their order.</param>
    public ManifestImport Import(IReadOnlyList<ManifestText> texts)
    {
        var context = new ImportContext(options, problems, _memory, ++_imports);
        var loose = new ImportStep();
        problems.Begin(loose);
        var formats = Formats.Create();
        var shares = formats.ConvertAll(_ => new List<ManifestDocument>());
        var skipped = new HashSet<string>(StringComparer.Ordinal);
        var count = 0;
        foreach (var text in texts)
        {
            context.Steps.Add(text.Step);
            foreach (var document in text.Documents)
            {
                count++;
                var reader = context.Read(document, (d, _) => formats.FindIndex(f => IsRead(f, d)));
                if (reader >= 0)
                    shares[reader].Add(document);
                else
                    Skip(document, skipped);
            }
        }

        context.NextPhase();
        for (var i = 0; i < formats.Count; i++)
            formats[i].Collect(shares[i], context);
        context.Addresses.Settle();
        context.NextPhase();
        for (var i = 0; i < formats.Count; i++)
            formats[i].Import(shares[i], context);
        foreach (var document in shares.SelectMany(s => s))
            document.Root.RejectUnknown();
        context.Services.Settle();
        context.Steps.Add(loose);
        return new(context, _imports, count - shares.Sum(s => s.Count), count);
    }

    /// <summary>Forgets what neither an import nor those after it needed.</summary>
    public void Sweep(ManifestImport since) => _memory.Sweep(since.Number);

    private static bool IsRead(IManifestFormat format, ManifestDocument document)
    {
        if (document.Kind.Length == 0)
            return format.TakesUntitled(document);
        if (format.Kinds.FirstOrDefault(k => k.Is(document)) is not { } kind)
            return false;
        if (!kind.Versions.Contains(document.Version, StringComparer.Ordinal))
            document.Root.Error("apiVersion", $"'{document.Version}' of {kind.Kind} is not known; allowed: {string.Join(", ", kind.Versions)}");
        return true;
    }

    private static void Skip(ManifestDocument document, HashSet<string> skipped)
    {
        if (document.Kind.Length == 0)
            document.Root.Error("is no routing document: it has no kind");
        else if (skipped.Add($"{document.Group}/{document.Kind}"))
            document.Root.Warning($"{document.Kind} of {(document.Group.Length == 0 ? "the core group" : document.Group)} means nothing to routing; documents of this kind are skipped");
    }
}

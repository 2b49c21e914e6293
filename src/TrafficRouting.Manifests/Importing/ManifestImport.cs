namespace TrafficRouting.Manifests;

/// <summary>Runs every format over a set of documents.</summary>
internal static class ManifestImport
{
    public static ImportContext Run(IReadOnlyList<ManifestDocument> documents, TrafficManifestOptions options, Problems problems)
    {
        var context = new ImportContext(options, problems);
        var formats = Formats.Create();
        var shares = formats.ConvertAll(_ => new List<ManifestDocument>());
        var skipped = new HashSet<string>(StringComparer.Ordinal);
        var ofHosts = new List<ManifestDocument>();
        foreach (var document in documents)
        {
            var reader = formats.FindIndex(f => IsRead(f, document));
            if (reader < 0)
            {
                Skip(document, skipped);
                continue;
            }

            shares[reader].Add(document);
            if (formats[reader].Kinds.Any(k => k.DescribesHosts && k.Is(document)))
                ofHosts.Add(document);
        }

        for (var i = 0; i < formats.Count; i++)
            formats[i].Collect(shares[i], context);
        for (var i = 0; i < formats.Count; i++)
            formats[i].Import(shares[i], context);
        context.Services.AddAliases();
        // What a broken document does not say is not missing.
        context.Addresses.Report(problems, options.SectionName, isComplete: !ofHosts.Exists(d => d.HasErrors));
        return context;
    }

    private static bool IsRead(IManifestFormat format, ManifestDocument document)
    {
        var kind = document.Kind.Length == 0 ? null : format.Kinds.FirstOrDefault(k => k.Is(document));
        var table = document.Kind.Length == 0 ? format.Untitled(document) : kind?.Fields;
        if (table is null)
            return false;
        if (kind is not null && !kind.Versions.Contains(document.Version, StringComparer.Ordinal))
            document.Root.Error("apiVersion", $"'{document.Version}' of {document.Kind} is not known; allowed: {string.Join(", ", kind.Versions)}");
        FieldCheck.Run(document, table);
        return true;
    }

    private static void Skip(ManifestDocument document, HashSet<string> skipped)
    {
        if (document.Kind.Length == 0)
            document.Root.Error("is not a routing document: it has no kind");
        else if (skipped.Add($"{document.Group}/{document.Kind}"))
            document.Root.Warning($"{document.Kind} of {(document.Group.Length == 0 ? "the core group" : document.Group)} does not concern routing; documents of this kind are skipped");
    }
}

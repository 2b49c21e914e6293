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
        foreach (var document in documents)
        {
            var taker = formats.FindIndex(f => Takes(f, document));
            if (taker >= 0)
                shares[taker].Add(document);
            else
                Skip(document, skipped);
        }

        for (var i = 0; i < formats.Count; i++)
            formats[i].Collect(shares[i], context);
        for (var i = 0; i < formats.Count; i++)
            formats[i].Import(shares[i], context);
        foreach (var document in shares.SelectMany(s => s))
            document.Root.RejectUnknown();
        context.Services.AddAliases();
        context.Addresses.Report(problems, options.SectionName);
        return context;
    }

    private static bool Takes(IManifestFormat format, ManifestDocument document)
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

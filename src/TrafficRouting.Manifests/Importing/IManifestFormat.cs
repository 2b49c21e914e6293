namespace TrafficRouting.Manifests;

/// <summary>
/// A format's importer. Both methods are given the documents of the format's kinds, in the order read. First every format
/// collects (addresses, subsets, names), then every format imports.
/// </summary>
internal interface IManifestFormat
{
    /// <summary>Gets the kinds it reads; another version of one of them is an error.</summary>
    IReadOnlyList<KnownKind> Kinds { get; }

    /// <summary>Gets the table of a document without <c>kind</c> that belongs to the format, else null.</summary>
    FieldTable? Untitled(ManifestDocument document) => null;

    /// <summary>Tells the address book what the documents say about hosts, endpoints and subsets.</summary>
    void Collect(IReadOnlyList<ManifestDocument> documents, ImportContext context)
    {
    }

    /// <summary>Adds services and routes to the context.</summary>
    void Import(IReadOnlyList<ManifestDocument> documents, ImportContext context);
}

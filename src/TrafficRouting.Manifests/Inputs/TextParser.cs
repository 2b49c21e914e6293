namespace TrafficRouting.Manifests;

/// <summary>Reads texts into documents. Safe for concurrent use.</summary>
/// <param name="problems">The place where the documents' findings go when they are imported.</param>
/// <param name="options">How they are read.</param>
/// <param name="isLive">Whether they come from a cluster.</param>
internal sealed class TextParser(Problems problems, TrafficManifestOptions options, bool isLive = false)
{
    /// <summary>Reads a stream to its end; what cannot be read becomes a finding.</summary>
    public ManifestText Parse(string name, Stream stream)
    {
        try
        {
            return Parse(name, TextContent.Read(stream, options.MaxFileBytes));
        }
        catch (InvalidDataException e)
        {
            return ManifestText.Rejected(name, e.Message);
        }
    }

    /// <summary>Reads a text.</summary>
    public ManifestText Parse(string name, string content) => Parse(name, own => DocumentReader.Read(name, content, own, isLive));

    /// <summary>Reads an object that has its parts already.</summary>
    public ManifestText Parse(string name, MapNode content) => Parse(name, own => [new ManifestDocument(content, own, isLive)]);

    // Until it is read, each text has a place of its own.
    private ManifestText Parse(string name, Func<Problems, IReadOnlyList<ManifestDocument>> read)
    {
        var (notes, own) = (new ReadingNotes(), new Problems());
        own.Begin(notes);
        var documents = read(own);
        foreach (var document in documents)
            document.Problems = problems;
        return new(name, documents, notes);
    }
}

namespace TrafficRouting.Manifests;

/// <summary>Reads texts into documents.</summary>
/// <param name="problems">The place where the documents' findings go, now and when they are imported.</param>
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
    public ManifestText Parse(string name, string content) => Parse(name, () => DocumentReader.Read(name, content, problems, isLive));

    /// <summary>Reads an object that has its parts already.</summary>
    public ManifestText Parse(string name, MapNode content) => Parse(name, () => [new ManifestDocument(content, problems, isLive)]);

    private ManifestText Parse(string name, Func<IReadOnlyList<ManifestDocument>> read)
    {
        var notes = new ReadingNotes();
        var interrupted = problems.Begin(notes);
        try
        {
            return new(name, read(), notes);
        }
        finally
        {
            problems.Begin(interrupted);
        }
    }
}

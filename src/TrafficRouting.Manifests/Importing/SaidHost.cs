namespace TrafficRouting.Manifests;

/// <summary>What the documents of an import say about a host.</summary>
/// <param name="first">What comes of the text that says the first.</param>
internal sealed class SaidHost(ImportUnit first)
{
    public ImportUnit First => first;

    public List<KnownHost> Parts { get; } = new(1);

    /// <summary>Gets a value indicating whether one of the texts is imported; then all of them are.</summary>
    public bool IsImported { get; private set; }

    public void Add(KnownHost host, ImportUnit unit)
    {
        Parts.Add(host);
        IsImported |= unit.IsImported;
    }
}

namespace TrafficRouting.Manifests;

/// <summary>What was found while something was read, and where the options made of it are written.</summary>
internal class ReadingNotes
{
    public FindingList? Findings { get; private set; }

    /// <summary>Gets where the options are written.</summary>
    public List<KeyValuePair<object, Position>>? Locations { get; private set; }

    public void Add(ImportFinding finding) => (Findings ??= new()).Add(finding);

    public void Locate(object options, Position position) => (Locations ??= []).Add(new(options, position));
}

namespace TrafficRouting.Manifests;

/// <summary>The texts that have a topic in common.</summary>
internal sealed class TopicNode(Topic topic)
{
    private static readonly List<ImportUnit> None = [];

    private List<ImportUnit>? _sayers;
    private List<ImportUnit>? _askers;

    public Topic Topic => topic;

    /// <summary>Gets the texts that say something of it.</summary>
    public List<ImportUnit> Sayers => _sayers ?? None;

    /// <summary>Gets the texts to which it matters what is said of it.</summary>
    public List<ImportUnit> Askers => _askers ?? None;

    /// <summary>Gets or sets a value indicating whether another node may stand for the topic now.</summary>
    public bool IsGone { get; set; }

    public void AddSayer(ImportUnit unit) => Add(_sayers ??= new(1), unit);

    public void AddAsker(ImportUnit unit) => Add(_askers ??= new(1), unit);

    // A unit is added at one go, so it is the last one where it was added already.
    private static void Add(List<ImportUnit> units, ImportUnit unit)
    {
        if (units is not [.., var last] || last != unit)
            units.Add(unit);
    }
}

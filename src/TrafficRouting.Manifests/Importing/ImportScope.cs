namespace TrafficRouting.Manifests;

/// <summary>
/// Which texts an import has to do again: those that changed, and those to which it matters what these say, or said before. What
/// those in turn ask of others is looked up; so the others are read, but nothing is made of them.
/// </summary>
internal sealed class ImportScope
{
    // Below that, following costs more than it saves.
    private const int Few = 100;

    private readonly TopicIndex _topics;
    private readonly IReadOnlyList<ManifestText> _texts;
    private readonly Dictionary<ManifestText, int> _redone = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<ManifestText, int> _asked = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<ImportUnit> _replaced = [];
    private readonly Stack<ImportUnit> _toFollow = [];
    private readonly Stack<ImportUnit> _toAsk = [];

    /// <summary>Finds what changed.</summary>
    /// <param name="texts">The texts as they are now.</param>
    /// <param name="before">What the texts of the last import gave.</param>
    /// <param name="units">The same by their texts.</param>
    /// <param name="topics">What they have in common.</param>
    public ImportScope(IReadOnlyList<ManifestText> texts, IReadOnlyList<ImportUnit> before, Dictionary<ManifestText, ImportUnit> units, TopicIndex topics)
    {
        (_texts, _topics) = (texts, topics);
        foreach (var unit in before)
            unit.Index = -1;
        for (var i = 0; i < texts.Count; i++)
        {
            if (units.TryGetValue(texts[i], out var unit))
                unit.Index = i;
            else
                _redone.Add(texts[i], i);
        }

        IsEverything = before.Count == 0 || topics.IsSaid(new(TopicKind.MeshWildcard, string.Empty));
        foreach (var unit in before)
        {
            if (unit.Index < 0)
                Redo(unit);
        }

        Follow();
    }

    /// <summary>Gets a value indicating whether all texts are done again.</summary>
    public bool IsEverything { get; private set; }

    /// <summary>Gets what is replaced, or gone.</summary>
    public IReadOnlyCollection<ImportUnit> Replaced => _replaced;

    /// <summary>Gives a unit for each text to be read, in the order of the texts.</summary>
    public List<(int Index, ImportUnit Unit)> Units()
    {
        if (IsEverything)
            return [.. _texts.Select((t, i) => (i, new ImportUnit(t, isImported: true)))];
        var units = new List<(int Index, ImportUnit Unit)>(_redone.Count + _asked.Count);
        foreach (var (text, index) in _redone)
            units.Add((index, new(text, isImported: true)));
        foreach (var (text, index) in _asked)
        {
            if (!_redone.ContainsKey(text))
                units.Add((index, new(text, isImported: false)));
        }

        units.Sort(static (one, other) => one.Index.CompareTo(other.Index));
        return units;
    }

    /// <summary>Takes in what was found to be in common with others while units were made.</summary>
    /// <returns>Whether they have to be made again, together with more.</returns>
    public bool Grow(List<(int Index, ImportUnit Unit)> made)
    {
        if (IsEverything)
            return false;
        var count = (_redone.Count, _asked.Count);
        foreach (var (_, unit) in made)
            (unit.IsImported ? _toFollow : _toAsk).Push(unit);
        Follow();
        return IsEverything || count != (_redone.Count, _asked.Count);
    }

    private void Follow()
    {
        while (!IsEverything && _toFollow.TryPop(out var unit))
        {
            foreach (var node in unit.Says)
                Follow(node);
            foreach (var (name, claim) in unit.Claims)
                Follow(name, claim);
            Ask(unit, unit.Asks.Count);
            // Rather all at once than most of them one after another.
            IsEverything |= _redone.Count > _texts.Count / 2 && _texts.Count > Few;
        }

        while (!IsEverything && _toAsk.TryPop(out var unit))
            Ask(unit, unit.EarlyAsks);
    }

    private void Follow(TopicNode node)
    {
        IsEverything |= IsWide(node.Topic);
        foreach (var sayer in node.Sayers)
            Redo(sayer);
        foreach (var asker in node.Askers)
            Redo(asker);
    }

    // What goes for all hosts beneath one reaches too far to be followed.
    private bool IsWide(Topic topic) =>
        topic.Kind is TopicKind.MeshWildcard
        || (topic.IsOfHosts && (topic.Name is ['*', ..] || Hostnames.Broader(topic.Name).Any(host => _topics.IsSaid(topic with { Name = host }))));

    // Who has a name depends on all that want it, unless they mean the same.
    private void Follow(string name, BackendClaim claim)
    {
        if (!_topics.TryGetClaims(name, out var others))
            return;
        foreach (var other in others)
        {
            if (!other.Identity.Equals(claim.Identity))
                Redo(other.Unit);
        }
    }

    private void Redo(ImportUnit unit)
    {
        if (!_replaced.Add(unit))
            return;
        if (unit.Index >= 0)
            _redone.TryAdd(unit.Text, unit.Index);
        _toFollow.Push(unit);
    }

    private void Ask(ImportUnit unit, int count)
    {
        for (var i = 0; i < count; i++)
        {
            foreach (var sayer in unit.Asks[i].Sayers)
            {
                if (sayer.Index >= 0 && _asked.TryAdd(sayer.Text, sayer.Index))
                    _toAsk.Push(sayer);
            }
        }
    }
}

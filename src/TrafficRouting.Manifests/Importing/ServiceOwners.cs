namespace TrafficRouting.Manifests;

/// <summary>Which document gives a host its rules. One caller at a time.</summary>
internal sealed class ServiceOwners
{
    private readonly Dictionary<string, ManifestDocument> _owners = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(int Format, ServiceDraft Draft)> _drafts = [];
    private List<(ServiceDraft Draft, ServiceOptions Service)> _settled = [];
    private int? _bare;

    /// <summary>Gives the services their hosts, and lets cluster names answer to their short forms.</summary>
    /// <param name="units">What comes of the texts, in their order; formats come one after the other.</param>
    /// <param name="bare">What bare names mean.</param>
    /// <param name="ownNamespace">The application's namespace, or null.</param>
    public List<(ServiceDraft Draft, ServiceOptions Service)> Settle(ImportUnit[] units, BareNames bare, string? ownNamespace)
    {
        _drafts.Clear();
        foreach (var unit in units)
        {
            if (unit.HasServices)
                Add(unit);
        }

        var isInOrder = true;
        for (var i = 1; i < _drafts.Count && isInOrder; i++)
            isInOrder = _drafts[i - 1].Format <= _drafts[i].Format;
        var drafts = isInOrder ? _drafts : [.. _drafts.OrderBy(d => d.Format)];

        return _settled = _bare == bare.Version && AreLikeBefore(drafts) ? Replace(drafts) : Settle(drafts, bare, ownNamespace);
    }

    // Hosts are given anew only where others are asked for than before, for which every one is looked up.
    private bool AreLikeBefore(List<(int Format, ServiceDraft Draft)> drafts)
    {
        if (drafts.Count != _settled.Count)
            return false;
        for (var i = 0; i < drafts.Count; i++)
        {
            if (!drafts[i].Draft.IsLike(_settled[i].Draft))
                return false;
        }

        return true;
    }

    private List<(ServiceDraft Draft, ServiceOptions Service)> Replace(List<(int Format, ServiceDraft Draft)> drafts)
    {
        var settled = new List<(ServiceDraft Draft, ServiceOptions Service)>(_settled);
        for (var i = 0; i < drafts.Count; i++)
        {
            var draft = drafts[i].Draft;
            if (!ReferenceEquals(draft, settled[i].Draft))
                settled[i] = (draft, draft.Replace(settled[i].Draft));
        }

        return settled;
    }

    private List<(ServiceDraft Draft, ServiceOptions Service)> Settle(List<(int Format, ServiceDraft Draft)> drafts, BareNames bare, string? ownNamespace)
    {
        _owners.Clear();
        // Until all have theirs again.
        _bare = null;
        var settled = new List<(ServiceDraft Draft, ServiceOptions Service)>(drafts.Count);
        var isWhole = true;
        foreach (var (_, draft) in drafts)
        {
            if (draft.TakeHosts(_owners))
                settled.Add((draft, null!));
            isWhole &= draft.HasAllHosts;
        }

        for (var i = 0; i < settled.Count; i++)
            settled[i] = (settled[i].Draft, settled[i].Draft.Settle(_owners, bare, ownNamespace));
        // What is refused is told each time.
        _bare = isWhole ? bare.Version : null;
        return settled;
    }

    private void Add(ImportUnit unit)
    {
        foreach (var step in unit.Steps)
        {
            for (var i = 0; i < step.Services?.Count; i++)
                _drafts.Add((step.Format, step.Services[i]));
        }
    }
}

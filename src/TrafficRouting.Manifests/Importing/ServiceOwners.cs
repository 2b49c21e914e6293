namespace TrafficRouting.Manifests;

/// <summary>Which document gives a host its rules. One caller at a time.</summary>
internal sealed class ServiceOwners
{
    private readonly Dictionary<string, ManifestDocument> _owners = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(int Format, ServiceDraft Draft)> _drafts = [];

    /// <summary>Gives the services their hosts, and lets cluster names answer to their short forms.</summary>
    /// <param name="units">What comes of the texts, in their order; formats come one after the other.</param>
    /// <param name="bare">What bare names mean.</param>
    /// <param name="ownNamespace">The application's namespace, or null.</param>
    public List<(ServiceDraft Draft, ServiceOptions Service)> Settle(ImportUnit[] units, BareNames bare, string? ownNamespace)
    {
        _owners.Clear();
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

        var settled = new List<(ServiceDraft, ServiceOptions)>(drafts.Count);
        foreach (var (_, draft) in drafts)
        {
            if (draft.TakeHosts(_owners))
                settled.Add((draft, null!));
        }

        for (var i = 0; i < settled.Count; i++)
            settled[i] = (settled[i].Item1, settled[i].Item1.Settle(_owners, bare, ownNamespace));
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

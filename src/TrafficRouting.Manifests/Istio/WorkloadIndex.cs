namespace TrafficRouting.Manifests;

/// <summary>WorkloadEntries by namespace and label, so that each ServiceEntry looks only at those that carry one of its labels.</summary>
internal sealed class WorkloadIndex
{
    private readonly Dictionary<string, List<KnownEndpoint>> _byNamespace = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Namespace, string Key, string Value), List<KnownEndpoint>> _byLabel = [];

    public void Add(string @namespace, KnownEndpoint endpoint)
    {
        if (!_byNamespace.TryGetValue(@namespace, out var all))
            _byNamespace[@namespace] = all = [];
        all.Add(endpoint);
        foreach (var (key, value) in endpoint.Labels)
        {
            if (!_byLabel.TryGetValue((@namespace, key, value), out var having))
                _byLabel[(@namespace, key, value)] = having = [];
            having.Add(endpoint);
        }
    }

    /// <summary>Gets the workloads of a namespace that carry all labels; without any, all of them.</summary>
    public IReadOnlyList<KnownEndpoint> Select(string @namespace, IReadOnlyDictionary<string, string> labels)
    {
        if (labels.Count == 0)
            return _byNamespace.GetValueOrDefault(@namespace) ?? [];
        // The rarest label leaves the fewest to look at.
        var fewest = labels.Select(l => _byLabel.GetValueOrDefault((@namespace, l.Key, l.Value)) ?? []).MinBy(having => having.Count)!;
        return labels.Count == 1 ? fewest : fewest.FindAll(e => e.HasLabels(labels));
    }
}

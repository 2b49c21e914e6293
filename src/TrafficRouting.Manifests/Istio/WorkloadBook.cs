namespace TrafficRouting.Manifests;

/// <summary>The WorkloadEntries by namespace and label, since there may be as many selectors as entries.</summary>
internal sealed class WorkloadBook
{
    private readonly Dictionary<string, List<KnownEndpoint>> _byNamespace = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Namespace, string Label, string Value), List<KnownEndpoint>> _byLabel = [];

    public void Add(WorkloadEntry workload)
    {
        ListOf(_byNamespace, workload.Namespace).Add(workload.Endpoint);
        foreach (var (label, value) in workload.Endpoint.Labels)
            ListOf(_byLabel, (workload.Namespace, label, value)).Add(workload.Endpoint);
    }

    /// <summary>Gets the endpoints of a namespace that carry all of some labels.</summary>
    public IReadOnlyList<KnownEndpoint> Select(string @namespace, IReadOnlyDictionary<string, string> labels)
    {
        var fewest = _byNamespace.GetValueOrDefault(@namespace) ?? [];
        foreach (var (label, value) in labels)
        {
            var carrying = _byLabel.GetValueOrDefault((@namespace, label, value)) ?? [];
            if (carrying.Count < fewest.Count)
                fewest = carrying;
        }

        return fewest.FindAll(e => labels.All(l => e.Labels.TryGetValue(l.Key, out var value) && value == l.Value));
    }

    private static List<KnownEndpoint> ListOf<TKey>(Dictionary<TKey, List<KnownEndpoint>> lists, TKey key)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
            lists[key] = list = [];
        return list;
    }
}

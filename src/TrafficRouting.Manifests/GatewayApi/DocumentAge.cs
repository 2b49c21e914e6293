namespace TrafficRouting.Manifests;

/// <summary>Orders documents as the specification settles ties: the oldest first, then by namespace and name.</summary>
internal sealed class DocumentAge : IComparer<ManifestDocument>
{
    public static DocumentAge Comparer { get; } = new();

    public int Compare(ManifestDocument? x, ManifestDocument? y)
    {
        var order = (x!.CreationTimestamp.Length == 0).CompareTo(y!.CreationTimestamp.Length == 0);
        if (order == 0)
            order = string.CompareOrdinal(x.CreationTimestamp, y.CreationTimestamp);
        return order != 0 ? order : string.CompareOrdinal($"{x.Namespace}/{x.Name}", $"{y.Namespace}/{y.Name}");
    }
}

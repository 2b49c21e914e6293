namespace TrafficRouting.Manifests;

/// <summary>Compares lists of ports; null is a list of its own.</summary>
internal sealed class SamePorts : IEqualityComparer<IReadOnlyList<int>?>
{
    public static SamePorts Comparer { get; } = new();

    public bool Equals(IReadOnlyList<int>? x, IReadOnlyList<int>? y) => x is null || y is null ? ReferenceEquals(x, y) : x.SequenceEqual(y);

    public int GetHashCode(IReadOnlyList<int> ports) => ports.Count == 0 ? 0 : ports[0];
}

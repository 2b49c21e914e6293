using System.Runtime.CompilerServices;

namespace TrafficRouting.Manifests;

/// <summary>Compares lists by the identity of their items.</summary>
internal sealed class SameItems<T> : IEqualityComparer<IReadOnlyList<T>>
    where T : class
{
    public static SameItems<T> Comparer { get; } = new();

    public bool Equals(IReadOnlyList<T>? x, IReadOnlyList<T>? y)
    {
        if (ReferenceEquals(x, y))
            return true;
        if (x?.Count != y?.Count)
            return false;
        for (var i = 0; i < x!.Count; i++)
        {
            if (!ReferenceEquals(x[i], y![i]))
                return false;
        }

        return true;
    }

    public int GetHashCode(IReadOnlyList<T> items)
    {
        var hash = new HashCode();
        for (var i = 0; i < items.Count; i++)
            hash.Add(RuntimeHelpers.GetHashCode(items[i]));
        return hash.ToHashCode();
    }
}

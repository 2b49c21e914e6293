using System.Runtime.CompilerServices;

namespace TrafficRouting;

/// <summary>
/// The keys that items of lists are written under, where they are not their indices: kept beside the lists, for the paths of findings.
/// </summary>
internal static class ListKeys
{
    private static readonly ConditionalWeakTable<object, string[]> Written = [];

    /// <summary>Gives the key of an item.</summary>
    public static string Of(object list, int index) =>
        Written.TryGetValue(list, out var keys) && index < keys.Length ? keys[index] : Text.Of(index);

    public static void Set(object list, List<string> keys)
    {
        if (AreIndices(keys))
            Written.Remove(list);
        else
            Written.AddOrUpdate(list, [.. keys]);
    }

    public static bool Same(object list, List<string> keys) =>
        Written.TryGetValue(list, out var known) ? keys.SequenceEqual(known, StringComparer.Ordinal) : AreIndices(keys);

    public static void Copy(object from, object to)
    {
        if (Written.TryGetValue(from, out var keys))
            Written.AddOrUpdate(to, keys);
    }

    private static bool AreIndices(List<string> keys)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            if (!keys[i].Equals(Text.Of(i), StringComparison.Ordinal))
                return false;
        }

        return true;
    }
}

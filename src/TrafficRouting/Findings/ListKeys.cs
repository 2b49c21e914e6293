using System.Runtime.CompilerServices;

namespace TrafficRouting;

/// <summary>
/// The keys that items of lists are written under, where they are not their indices: kept beside the lists, for the paths of findings.
/// </summary>
internal static class ListKeys
{
    private static readonly ConditionalWeakTable<object, string[]> s_keys = [];

    /// <summary>Gives the key of an item.</summary>
    public static string Of(object list, int index) =>
        s_keys.TryGetValue(list, out var keys) && index < keys.Length ? keys[index] : Text.Of(index);

    public static void Set(object list, List<string> keys)
    {
        if (AreIndices(keys))
            s_keys.Remove(list);
        else
            s_keys.AddOrUpdate(list, [.. keys]);
    }

    public static bool Same(object list, List<string> keys) =>
        s_keys.TryGetValue(list, out var known) ? keys.SequenceEqual(known, StringComparer.Ordinal) : AreIndices(keys);

    public static void Copy(object from, object to)
    {
        if (s_keys.TryGetValue(from, out var keys))
            s_keys.AddOrUpdate(to, keys);
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

namespace TrafficRouting;

/// <summary>What one provider holds below a section at one moment, in its own order. Immutable.</summary>
/// <param name="path">The path that the section has in the provider.</param>
/// <param name="pairs">The keys with their whole paths.</param>
internal sealed class ProviderKeys(string path, KeyValuePair<string, string?>[] pairs)
{
    /// <summary>Stands for the value of a key that is there but leaves its value to lower providers. Known by reference.</summary>
    public static readonly string NoValue = new('\0', 1);

    public string Path => path;

    public ReadOnlySpan<KeyValuePair<string, string?>> Pairs => pairs;

    public bool IsEmpty => Array.TrueForAll(pairs, p => p.Key.Length == path.Length);

    /// <summary>Takes out of all keys of a provider those of the section.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Below(string path, IEnumerable<KeyValuePair<string, string?>> all)
    {
        foreach (var pair in all)
        {
            if (pair.Key.StartsWith(path, StringComparison.OrdinalIgnoreCase) && (pair.Key.Length == path.Length || pair.Key[path.Length] == ':'))
                yield return pair;
        }
    }

    /// <summary>Tells whether the keys are these, in this order.</summary>
    public bool AreSame(IEnumerable<KeyValuePair<string, string?>> others)
    {
        var count = 0;
        foreach (var (key, value) in others)
        {
            if (count == pairs.Length || !string.Equals(pairs[count].Key, key, StringComparison.Ordinal) || !string.Equals(pairs[count].Value, value, StringComparison.Ordinal))
                return false;
            count++;
        }

        return count == pairs.Length;
    }

    /// <summary>Adds the entries of the section that differ between two moments, such as <c>Services:reviews</c>.</summary>
    public static void AddDifferences(ProviderKeys? before, ProviderKeys? after, HashSet<string> entries)
    {
        ReadOnlySpan<KeyValuePair<string, string?>> old = before is null ? [] : before.Pairs;
        ReadOnlySpan<KeyValuePair<string, string?>> now = after is null ? [] : after.Pairs;
        // A file that was edited keeps its order, but for what came or went.
        var same = 0;
        while (same < old.Length && same < now.Length && string.Equals(old[same].Key, now[same].Key, StringComparison.Ordinal))
        {
            if (!string.Equals(old[same].Value, now[same].Value, StringComparison.Ordinal))
                entries.Add(after!.EntryOf(same));
            same++;
        }

        if (same == old.Length && same == now.Length)
            return;
        var rest = new Dictionary<string, int>(old.Length - same, StringComparer.Ordinal);
        for (var i = same; i < old.Length; i++)
            rest[old[i].Key] = i;
        for (var i = same; i < now.Length; i++)
        {
            if (!rest.Remove(now[i].Key, out var index) || !string.Equals(old[index].Value, now[i].Value, StringComparison.Ordinal))
                entries.Add(after!.EntryOf(i));
        }

        foreach (var index in rest.Values)
            entries.Add(before!.EntryOf(index));
    }

    /// <summary>The key of a pair within the section; empty for the section itself.</summary>
    public ReadOnlySpan<char> KeyOf(int index) =>
        pairs[index].Key.Length == path.Length ? [] : pairs[index].Key.AsSpan(path.Length + 1);

    /// <summary>The entry of the section that a pair belongs to: the first two parts of its key.</summary>
    public string EntryOf(int index) => SectionTree.Entry(KeyOf(index)).ToString();
}

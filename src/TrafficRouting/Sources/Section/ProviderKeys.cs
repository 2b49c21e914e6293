namespace TrafficRouting;

/// <summary>
/// What one provider holds below a section at one moment, in its own order. Immutable. Held in pages, so that what did not change stays
/// the same object from moment to moment, and nothing is so large that the garbage collector treats it apart.
/// </summary>
internal sealed class ProviderKeys
{
    /// <summary>Stands for the value of a key that is there but leaves its value to lower providers. Known by reference.</summary>
    public static readonly string NoValue = new('\0', 1);

    private const int PageLength = 1_024;

    private readonly KeyValuePair<string, string?>[][] _pages;

    private ProviderKeys(string path, KeyValuePair<string, string?>[][] pages, int count)
    {
        _pages = pages;
        Path = path;
        Count = count;
    }

    /// <summary>Gets the path that the section has in the provider.</summary>
    public string Path { get; }

    /// <summary>Gets the number of keys.</summary>
    public int Count { get; }

    /// <summary>Gets a value indicating whether there is no key, or none but that of the section itself.</summary>
    public bool IsEmpty => Count == 0 || (Count == 1 && this[0].Key.Length == Path.Length);

    /// <summary>Gets a key, with its whole path, and its value.</summary>
    public KeyValuePair<string, string?> this[int index] => _pages[index / PageLength][index % PageLength];

    public static ProviderKeys None(string path) => new(path, [], 0);

    /// <summary>Takes out of all keys of a provider those of the section.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Below(string path, IEnumerable<KeyValuePair<string, string?>> all)
    {
        foreach (var pair in all)
        {
            if (pair.Key.StartsWith(path, StringComparison.OrdinalIgnoreCase) && (pair.Key.Length == path.Length || pair.Key[path.Length] == ':'))
                yield return pair;
        }
    }

    /// <summary>Gives the keys of a later moment: these very ones where they are the same, in the same order.</summary>
    public ProviderKeys Next(IEnumerable<KeyValuePair<string, string?>> pairs)
    {
        var pages = new List<KeyValuePair<string, string?>[]>(_pages.Length);
        var page = new KeyValuePair<string, string?>[PageLength];
        var (count, isOther) = (0, false);
        foreach (var pair in pairs)
        {
            page[count++ % PageLength] = pair;
            if (count % PageLength == 0 && Close(pages, page, PageLength))
                (page, isOther) = (new KeyValuePair<string, string?>[PageLength], true);
        }

        if (count % PageLength is > 0 and var rest)
            isOther |= Close(pages, page, rest);
        return isOther || count != Count ? new(Path, [.. pages], count) : this;
    }

    /// <summary>Adds the entries of the section that differ between two moments, such as <c>Services:reviews</c>.</summary>
    public static void AddDifferences(ProviderKeys before, ProviderKeys after, HashSet<string> entries)
    {
        // A file that was edited keeps its order, but for what came or went.
        var same = 0;
        while (same < before.Count && same < after.Count && string.Equals(before[same].Key, after[same].Key, StringComparison.Ordinal))
        {
            if (!string.Equals(before[same].Value, after[same].Value, StringComparison.Ordinal))
                entries.Add(after.EntryOf(same));
            same++;
        }

        if (same == before.Count && same == after.Count)
            return;
        var rest = new Dictionary<string, int>(before.Count - same, StringComparer.Ordinal);
        for (var i = same; i < before.Count; i++)
            rest[before[i].Key] = i;
        for (var i = same; i < after.Count; i++)
        {
            if (!rest.Remove(after[i].Key, out var index) || !string.Equals(before[index].Value, after[i].Value, StringComparison.Ordinal))
                entries.Add(after.EntryOf(i));
        }

        foreach (var index in rest.Values)
            entries.Add(before.EntryOf(index));
    }

    /// <summary>The key of a pair within the section; empty for the section itself.</summary>
    public ReadOnlySpan<char> KeyOf(int index) =>
        this[index].Key.Length == Path.Length ? [] : this[index].Key.AsSpan(Path.Length + 1);

    /// <summary>The entry of the section that a pair belongs to: the first two parts of its key.</summary>
    public string EntryOf(int index) => SectionTree.Entry(KeyOf(index)).ToString();

    // Adds a page as it was before where it is the same, otherwise as it is; tells whether it is another one.
    private bool Close(List<KeyValuePair<string, string?>[]> pages, KeyValuePair<string, string?>[] page, int length)
    {
        var before = pages.Count < _pages.Length ? _pages[pages.Count] : null;
        if (before is not null && AreSame(before, page, length))
        {
            pages.Add(before);
            return false;
        }

        if (length < page.Length)
        {
            var rest = new KeyValuePair<string, string?>[length];
            Array.Copy(page, rest, length);
            page = rest;
        }

        pages.Add(page);
        return true;
    }

    private static bool AreSame(KeyValuePair<string, string?>[] before, KeyValuePair<string, string?>[] page, int length)
    {
        if (before.Length != length)
            return false;
        for (var i = 0; i < length; i++)
        {
            if (!string.Equals(before[i].Key, page[i].Key, StringComparison.Ordinal) || !string.Equals(before[i].Value, page[i].Value, StringComparison.Ordinal))
                return false;
        }

        return true;
    }
}

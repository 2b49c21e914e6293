namespace TrafficRouting;

/// <summary>
/// What is different between two maps of entries, by reference. Both are walked side by side, so that what is the same in both costs
/// next to nothing; only around what was added or removed is anything looked up.
/// </summary>
/// <typeparam name="T">The type of the entries.</typeparam>
internal sealed class EntryChanges<T>
    where T : class
{
    private readonly Dictionary<string, T> _before;

    private EntryChanges(Dictionary<string, T> before, Dictionary<string, T> after)
    {
        _before = before;
        var one = before.GetEnumerator();
        var other = after.GetEnumerator();
        var (hasOne, hasOther) = (one.MoveNext(), other.MoveNext());
        while (hasOne || hasOther)
        {
            if (hasOne && hasOther && IsSame(one.Current.Key, other.Current.Key))
            {
                if (!ReferenceEquals(one.Current.Value, other.Current.Value))
                    Changed.Add(other.Current);
                (hasOne, hasOther) = (one.MoveNext(), other.MoveNext());
            }
            else if (hasOther && !before.ContainsKey(other.Current.Key))
            {
                Added.Add(other.Current);
                hasOther = other.MoveNext();
            }
            else if (hasOne && !after.ContainsKey(one.Current.Key))
            {
                Removed.Add(one.Current.Key);
                hasOne = one.MoveNext();
            }
            else
            {
                // What stands elsewhere is told when the later map's turn comes.
                IsInOrder = false;
                if (hasOther && !ReferenceEquals(before[other.Current.Key], other.Current.Value))
                    Changed.Add(other.Current);
                hasOther = hasOther && other.MoveNext();
                hasOne = hasOne && one.MoveNext();
            }
        }
    }

    /// <summary>Gets the entries that are others under the same names.</summary>
    public List<KeyValuePair<string, T>> Changed { get; } = [];

    /// <summary>Gets the entries whose names are new.</summary>
    public List<KeyValuePair<string, T>> Added { get; } = [];

    /// <summary>Gets the names whose entries are gone.</summary>
    public List<string> Removed { get; } = [];

    /// <summary>Gets a value indicating whether the entries that are in both stand in the same order, under names in the same letters.</summary>
    public bool IsInOrder { get; private set; } = true;

    /// <summary>Gets a value indicating whether the names are the same.</summary>
    public bool HasSameNames => Added.Count == 0 && Removed.Count == 0;

    /// <summary>Gets a value indicating whether all entries are the same.</summary>
    public bool IsNone => Changed.Count == 0 && HasSameNames;

    public static EntryChanges<T> Between(IDictionary<string, T> before, IDictionary<string, T> after) =>
        new((Dictionary<string, T>)before, (Dictionary<string, T>)after);

    /// <summary>Gets what a changed entry was before.</summary>
    public T Before(string name) => _before[name];

    private static bool IsSame(string one, string other) => ReferenceEquals(one, other) || one.Equals(other, StringComparison.Ordinal);
}

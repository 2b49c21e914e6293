namespace TrafficRouting.Manifests;

/// <summary>A set of code points, as ranges in order. Immutable.</summary>
internal sealed class CharacterSet
{
    private const int Last = 0x10FFFF;

    private CharacterSet(List<(int First, int Last)> ranges) => Ranges = ranges;

    public static CharacterSet Any { get; } = Of((0, Last));

    /// <summary>Gets the ranges, in order and apart from each other.</summary>
    public IReadOnlyList<(int First, int Last)> Ranges { get; }

    public static CharacterSet Of(params IEnumerable<(int First, int Last)> ranges)
    {
        var merged = new List<(int First, int Last)>();
        foreach (var range in ranges.Order())
        {
            if (merged.Count > 0 && range.First <= merged[^1].Last + 1)
                merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, range.Last));
            else
                merged.Add(range);
        }

        return new(merged);
    }

    /// <summary>Makes the set of some ASCII characters, written as pairs: <c>"09AZ"</c> is digits and capitals.</summary>
    public static CharacterSet OfPairs(string pairs) => Of(pairs.Chunk(2).Select(p => ((int)p[0], (int)p[1])));

    public CharacterSet Union(CharacterSet other) => Of([.. Ranges, .. other.Ranges]);

    public CharacterSet Complement()
    {
        var ranges = new List<(int First, int Last)>();
        var next = 0;
        foreach (var (first, last) in Ranges)
        {
            if (next < first)
                ranges.Add((next, first - 1));
            next = last + 1;
        }

        if (next <= Last)
            ranges.Add((next, Last));
        return new(ranges);
    }

    /// <summary>Gets the part between two code points.</summary>
    public CharacterSet Between(int least, int most) =>
        new([.. Ranges.Where(r => r.First <= most && r.Last >= least).Select(r => (Math.Max(r.First, least), Math.Min(r.Last, most)))]);

    public bool Contains(int first, int last) => Ranges.Any(r => r.First <= first && r.Last >= last);
}

using System.Text;

namespace TrafficRouting.Manifests;

/// <summary>Which characters are one but for case, by Unicode's simple case folding: <c>k</c>, <c>K</c> and the Kelvin sign.</summary>
internal static class CaseOrbits
{
    // Beyond it nothing has case.
    private const int Last = 0x1FFFF;
    private const int Kelvin = 0x212A;
    private const int LongS = 0x17F;

    private static readonly Lazy<Dictionary<int, SortedSet<int>>> All = new(Find);

    /// <summary>Adds to a set what differs from its characters by case alone.</summary>
    public static CharacterSet Fold(CharacterSet set, bool asciiOnly) => CharacterSet.Of(set.Ranges.SelectMany(r => Fold(r, asciiOnly)));

    private static IEnumerable<(int, int)> Fold((int First, int Last) range, bool asciiOnly)
    {
        yield return range;
        for (var c = Math.Max('A', range.First); c <= Math.Min('z', range.Last); c++)
        {
            if (!char.IsAsciiLetter((char)c))
                continue;
            yield return (c ^ 0x20, c ^ 0x20);
            if (!asciiOnly && (c | 0x20) is 'k')
                yield return (Kelvin, Kelvin);
            if (!asciiOnly && (c | 0x20) is 's')
                yield return (LongS, LongS);
        }

        for (var c = Math.Max(0x80, range.First); !asciiOnly && c <= Math.Min(Last, range.Last); c++)
        {
            foreach (var other in All.Value.GetValueOrDefault(c) ?? [])
                yield return (other, other);
        }
    }

    // Upper and lower case lead from any character of an orbit to all others, in either direction.
    private static Dictionary<int, SortedSet<int>> Find()
    {
        var orbits = new Dictionary<int, SortedSet<int>>();
        for (var c = 0; c <= Last; c++)
        {
            if (!Rune.IsValid(c))
                continue;
            Join(c, Rune.ToLowerInvariant(new(c)).Value, orbits);
            Join(c, Rune.ToUpperInvariant(new(c)).Value, orbits);
        }

        return orbits;
    }

    private static void Join(int one, int other, Dictionary<int, SortedSet<int>> orbits)
    {
        if (one == other)
            return;
        var joined = orbits.GetValueOrDefault(one) ?? [one];
        joined.UnionWith(orbits.GetValueOrDefault(other) ?? [other]);
        foreach (var c in joined)
            orbits[c] = joined;
    }
}

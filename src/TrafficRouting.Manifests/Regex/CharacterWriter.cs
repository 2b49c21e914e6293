using System.Globalization;
using System.Text;

namespace TrafficRouting.Manifests;

/// <summary>Writes sets of code points as .NET's classes, which are sets of UTF-16 units.</summary>
internal static class CharacterWriter
{
    private const int LastUnit = 0xFFFF;
    private const int SecondUnits = 0x3FF;
    private const int FirstSurrogate = 0xD800;
    private const int LastSurrogate = 0xDFFF;
    private const string Surrogates = @"\uD800-\uDFFF";
    private const string AnyPair = @"[\uD800-\uDBFF][\uDC00-\uDFFF]";

    private static readonly CharacterSet Astral = CharacterSet.Of((LastUnit + 1, 0x10FFFF));

    /// <summary>Writes a literal.</summary>
    public static PatternAtom Literal(int c)
    {
        if (c > LastUnit)
            return new(char.ConvertFromUtf32(c), char.ConvertFromUtf32(c), IsSingle: false);
        var isPlain = c is ' ' or '#' or > ' ' and < 0x7F && !@"\*+?|{}[]()^$.".Contains((char)c, StringComparison.Ordinal);
        return PatternAtom.Single(isPlain ? ((char)c).ToString() : c is > ' ' and < 0x7F ? $@"\{(char)c}" : Unit(c));
    }

    /// <summary>Writes a set.</summary>
    /// <param name="set">The set.</param>
    /// <param name="isAscii">Whether what is matched is ASCII, so that no character has two units.</param>
    public static PatternAtom Write(CharacterSet set, bool isAscii)
    {
        if (set.Ranges is [var (first, last)] && first == last)
            return Literal(first);
        var astral = set.Between(LastUnit + 1, Astral.Ranges[0].Last);
        var takesAstral = astral.Ranges.SequenceEqual(Astral.Ranges);
        var units = takesAstral ? Negated(set) : Class(set);
        if (isAscii || astral.Ranges.Count == 0)
            return PatternAtom.Single(units);
        if (!takesAstral)
            return PatternAtom.Grouped($"(?:{units}|{string.Join('|', Pairs(astral))})");
        return new($"(?:{Negated(set, Surrogates)}|{AnyPair})", units, IsSingle: true);
    }

    private static string Class(CharacterSet set) => set.Between(0, LastUnit).Ranges.Count == 0 ? @"[^\s\S]" : $"[{Members(set)}]";

    private static string Negated(CharacterSet set, string more = "")
    {
        var members = Members(set.Complement()) + more;
        return members.Length == 0 ? @"[\s\S]" : $"[^{members}]";
    }

    // Half characters are none.
    private static string Members(CharacterSet set)
    {
        var text = new StringBuilder();
        foreach (var (first, last) in set.Between(0, FirstSurrogate - 1).Ranges.Concat(set.Between(LastSurrogate + 1, LastUnit).Ranges))
        {
            text.Append(Member(first));
            if (last > first + 1)
                text.Append('-');
            if (last > first)
                text.Append(Member(last));
        }

        return text.ToString();
    }

    private static string Member(int c) =>
        c is < ' ' or >= 0x7F ? Unit(c) : c is '\\' or ']' or '[' or '^' or '-' ? $@"\{(char)c}" : ((char)c).ToString();

    private static string Unit(int c) => string.Create(CultureInfo.InvariantCulture, $@"\u{c:X4}");

    // First units that go with the same second units share an alternative.
    private static IEnumerable<string> Pairs(CharacterSet astral)
    {
        var seconds = new SortedDictionary<int, List<(int, int)>>();
        foreach (var (first, last) in astral.Ranges)
        {
            for (var start = first; start <= last; start = (start | SecondUnits) + 1)
            {
                var (from, to) = (char.ConvertFromUtf32(start), char.ConvertFromUtf32(Math.Min(last, start | SecondUnits)));
                if (!seconds.TryGetValue(from[0], out var of))
                    seconds[from[0]] = of = [];
                of.Add((from[1], to[1]));
            }
        }

        return seconds
            .GroupBy(s => Units(s.Value), s => ((int, int))(s.Key, s.Key), StringComparer.Ordinal)
            .Select(same => $"[{Units(CharacterSet.Of(same).Ranges)}][{same.Key}]");
    }

    private static string Units(IEnumerable<(int First, int Last)> ranges) =>
        string.Concat(ranges.Select(r => r.First == r.Last ? Unit(r.First) : $"{Unit(r.First)}-{Unit(r.Last)}"));
}

using System.Globalization;

namespace TrafficRouting.Manifests;

/// <summary>The character classes that patterns name: POSIX classes, general categories and scripts.</summary>
internal static class NamedCharacters
{
    private static readonly Dictionary<string, CharacterSet> Posix = new(StringComparer.Ordinal)
    {
        ["alnum"] = CharacterSet.OfPairs("09AZaz"),
        ["alpha"] = CharacterSet.OfPairs("AZaz"),
        ["ascii"] = CharacterSet.OfPairs("\0\u007f"),
        ["blank"] = CharacterSet.OfPairs("\t\t  "),
        ["cntrl"] = CharacterSet.OfPairs("\0\u001f\u007f\u007f"),
        ["digit"] = CharacterSet.OfPairs("09"),
        ["graph"] = CharacterSet.OfPairs("!~"),
        ["lower"] = CharacterSet.OfPairs("az"),
        ["print"] = CharacterSet.OfPairs(" ~"),
        ["punct"] = CharacterSet.OfPairs("!/:@[`{~"),
        ["space"] = CharacterSet.OfPairs("\t\r  "),
        ["upper"] = CharacterSet.OfPairs("AZ"),
        ["word"] = CharacterSet.OfPairs("09AZaz__"),
        ["xdigit"] = CharacterSet.OfPairs("09AFaf"),
    };

    private static readonly Dictionary<string, UnicodeCategory[]> Categories = new(StringComparer.Ordinal)
    {
        ["Lu"] = [UnicodeCategory.UppercaseLetter],
        ["Ll"] = [UnicodeCategory.LowercaseLetter],
        ["Lt"] = [UnicodeCategory.TitlecaseLetter],
        ["Lm"] = [UnicodeCategory.ModifierLetter],
        ["Lo"] = [UnicodeCategory.OtherLetter],
        ["Mn"] = [UnicodeCategory.NonSpacingMark],
        ["Mc"] = [UnicodeCategory.SpacingCombiningMark],
        ["Me"] = [UnicodeCategory.EnclosingMark],
        ["Nd"] = [UnicodeCategory.DecimalDigitNumber],
        ["Nl"] = [UnicodeCategory.LetterNumber],
        ["No"] = [UnicodeCategory.OtherNumber],
        ["Pc"] = [UnicodeCategory.ConnectorPunctuation],
        ["Pd"] = [UnicodeCategory.DashPunctuation],
        ["Ps"] = [UnicodeCategory.OpenPunctuation],
        ["Pe"] = [UnicodeCategory.ClosePunctuation],
        ["Pi"] = [UnicodeCategory.InitialQuotePunctuation],
        ["Pf"] = [UnicodeCategory.FinalQuotePunctuation],
        ["Po"] = [UnicodeCategory.OtherPunctuation],
        ["Sm"] = [UnicodeCategory.MathSymbol],
        ["Sc"] = [UnicodeCategory.CurrencySymbol],
        ["Sk"] = [UnicodeCategory.ModifierSymbol],
        ["So"] = [UnicodeCategory.OtherSymbol],
        ["Zs"] = [UnicodeCategory.SpaceSeparator],
        ["Zl"] = [UnicodeCategory.LineSeparator],
        ["Zp"] = [UnicodeCategory.ParagraphSeparator],
        ["Cc"] = [UnicodeCategory.Control],
        ["Cf"] = [UnicodeCategory.Format],
        ["Cs"] = [UnicodeCategory.Surrogate],
        ["Co"] = [UnicodeCategory.PrivateUse],
    };

    private static readonly Lazy<Dictionary<string, CharacterSet>> OfCategories = new(ReadCategories);

    private static readonly Lazy<Dictionary<string, CharacterSet>> OfScripts = new(ReadScripts);

    public static CharacterSet? FindPosix(string name) => Posix.GetValueOrDefault(name);

    /// <summary>Finds a category such as <c>L</c> or <c>Lu</c>, a script such as <c>Greek</c>, or <c>Any</c>.</summary>
    public static CharacterSet? FindUnicode(string name)
    {
        if (name is "Any")
            return CharacterSet.Any;
        var source = name.Length <= 2 ? OfCategories : OfScripts;
        return source.Value.GetValueOrDefault(name);
    }

    private static Dictionary<string, CharacterSet> ReadCategories()
    {
        var ranges = Categories.Values.SelectMany(c => c).ToDictionary(c => c, _ => new List<(int, int)>());
        for (var c = 0; c <= 0x10FFFF; c++)
        {
            if (ranges.TryGetValue(CharUnicodeInfo.GetUnicodeCategory(c), out var range))
                Extend(range, c);
        }

        var sets = Categories.ToDictionary(c => c.Key, c => CharacterSet.Of(ranges[c.Value[0]]), StringComparer.Ordinal);
        // One letter stands for all categories that begin with it.
        foreach (var group in sets.Keys.GroupBy(k => k[..1], StringComparer.Ordinal).ToList())
            sets[group.Key] = CharacterSet.Of(group.SelectMany(k => sets[k].Ranges));
        return sets;
    }

    private static void Extend(List<(int First, int Last)> ranges, int c)
    {
        if (ranges.Count > 0 && ranges[^1].Last == c - 1)
            ranges[^1] = (ranges[^1].First, c);
        else
            ranges.Add((c, c));
    }

    private static Dictionary<string, CharacterSet> ReadScripts()
    {
        using var stream = typeof(NamedCharacters).Assembly.GetManifestResourceStream("UnicodeScripts.txt")!;
        using var reader = new StreamReader(stream);
        var sets = new Dictionary<string, CharacterSet>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            var words = line.Split(' ');
            sets[words[0]] = CharacterSet.Of(words.Skip(1).Select(w => w.Split('-')).Select(w => (Code(w[0]), Code(w[^1]))));
        }

        return sets;
    }

    private static int Code(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}

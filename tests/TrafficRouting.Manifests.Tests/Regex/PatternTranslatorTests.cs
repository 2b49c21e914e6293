using System.Globalization;
using System.Text.RegularExpressions;
using TrafficRouting.TestKit;

namespace TrafficRouting.Manifests.Tests.Patterns;

public sealed partial class PatternTranslatorTests
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private static readonly string Table = DocSnippets.Locate("tests/TrafficRouting.Manifests.Tests/Regex/re2.tsv");

    [Fact]
    public void Translate_PatternsOfRe2_MatchWhatRe2Matches()
    {
        var rows = File.ReadLines(Table).Where(l => !l.StartsWith("# ", StringComparison.Ordinal)).Select(l => l.Split('\t')).ToList();
        var wrong = rows.SelectMany(Differences).ToList();

        Assert.True(rows.Count >= 300, $"{rows.Count} patterns");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Translate_ForAsciiText_MatchesTheSameAscii()
    {
        foreach (var row in File.ReadLines(Table).Where(l => !l.StartsWith("# ", StringComparison.Ordinal)).Select(l => l.Split('\t')))
        {
            var pattern = row[0] is "\"\"" ? string.Empty : row[0];
            var (plain, whole) = (Full(PatternTranslator.Translate(pattern, isAscii: true)), Full(PatternTranslator.Translate(pattern)));
            Assert.All(row[1..].Select(c => Text(c.TrimStart('!'))).Where(t => t.All(char.IsAscii)), t => Assert.Equal(whole.IsMatch(t), plain.IsMatch(t)));
        }
    }

    [Theory]
    [InlineData("/api/v[0-9]+/.*", "/api/v[0-9]+/.*")]
    [InlineData(".*", ".*")]
    [InlineData("(?P<name>a|b)c", "(a|b)c")]
    [InlineData(@"[^/]+\.png", @"[^/]+\.png")]
    [InlineData(@"\d{2}\w?", "[0-9]{2}[0-9A-Z_a-z]?")]
    [InlineData("(?i)me", "[Mm][Ee]")]
    [InlineData("^a$", @"\Aa\z")]
    public void Translate_ForAsciiText_StaysPlain(string pattern, string translated) =>
        Assert.Equal(translated, PatternTranslator.Translate(pattern, isAscii: true));

    [Theory]
    [InlineData("(a", "the '(' at character 1 lacks its ')'")]
    [InlineData("a)", "there is a ')' without its '('")]
    [InlineData("[a-", "the '[' at character 1 lacks its ']'")]
    [InlineData("[z-a]", "'z-a' is a range that ends before it begins")]
    [InlineData(@"[a-\d]", "is not an escape of RE2")]
    [InlineData("*a", "'*' has nothing before it to repeat")]
    [InlineData("a|*", "'*' has nothing before it to repeat")]
    [InlineData("a**", "'*' stands behind another repetition")]
    [InlineData("a*+", "'+' stands behind another repetition")]
    [InlineData("a{2}{3}", "'{3}' stands behind another repetition")]
    [InlineData("a{1001}", "must repeat at most 1000 times")]
    [InlineData("a{2,1}", "the smaller number first")]
    [InlineData("(a{501}){2}", "repeats more than 1000 times, with what it repeats")]
    [InlineData(@"a\", @"it ends with a single '\'")]
    [InlineData(@"(a)\1", @"'\1' is a back-reference")]
    [InlineData(@"\k<a>", "is a back-reference")]
    [InlineData("(?P=a)", "begins a back-reference")]
    [InlineData(@"a\Z", @"write '$' or '\z'")]
    [InlineData(@"\C", "is a single byte")]
    [InlineData(@"\G", "is not an escape of RE2")]
    [InlineData(@"\u0041", "is not an escape of RE2")]
    [InlineData(@"\cA", "is not an escape of RE2")]
    [InlineData(@"\e", "is not an escape of RE2")]
    [InlineData(@"[\b]", "is not an escape of RE2")]
    [InlineData(@"\E", "is not an escape of RE2")]
    [InlineData(@"\x4", "must be two hexadecimal digits")]
    [InlineData(@"\x{110000}", "up to 10FFFF between braces")]
    [InlineData(@"\x{", "between braces")]
    [InlineData("(?=a)", "begins a look-ahead")]
    [InlineData("(?!a)", "begins a look-ahead")]
    [InlineData("(?<=a)", "begins a look-behind")]
    [InlineData("(?<!a)", "begins a look-behind")]
    [InlineData("(?>a)", "begins an atomic group")]
    [InlineData("(?(a)b)", "begins a condition")]
    [InlineData("(?x)a b", "is not part of RE2, whose flags are i, m, s and U")]
    [InlineData("(?n)(a)", "is not part of RE2, whose flags are i, m, s and U")]
    [InlineData("(?#a)", "is not part of RE2, whose flags are i, m, s and U")]
    [InlineData("(?i-)", "is not part of RE2")]
    [InlineData("(?'a'b)", "is not part of RE2")]
    [InlineData("(?P<a>b)(?P<a>c)", "two groups are named 'a'")]
    [InlineData("(?P<a b>c)", "must name its group by letters, digits and '_'")]
    [InlineData("[[:foo:]]", "'[:foo:]' is not a POSIX class")]
    [InlineData(@"\p{Foo}", "names neither a general category nor a script")]
    [InlineData(@"\p{IsGreek}", "names neither a general category nor a script")]
    [InlineData(@"\pX", "names neither a general category nor a script")]
    [InlineData(@"\p{Greek", "lacks its '}'")]
    public void Translate_WhatRe2DoesNotHave_SaysWhy(string pattern, string message) =>
        Assert.Contains(message, Assert.Throws<PatternException>(() => PatternTranslator.Translate(pattern)).Message, StringComparison.Ordinal);

    [Fact]
    public void Translate_DeepNesting_IsAnErrorInsteadOfALongWait() =>
        Assert.Contains("nested deeper", Assert.Throws<PatternException>(() => PatternTranslator.Translate(new string('(', 1000))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("(?x) a b # comment", "ab", true)]
    [InlineData("a(?#comment)b", "ab", true)]
    [InlineData(@"a$", "a\n", true)]
    [InlineData(@"a\Z", "a\n", true)]
    [InlineData(@"a\z", "a\n", false)]
    [InlineData(@"\s", "\v", true)]
    [InlineData(@"\h\H\N", "\tab", true)]
    [InlineData(@"\x{e9}", "é", true)]
    [InlineData("(?'n'a)", "a", true)]
    [InlineData("[[:alpha:]]+", "abc", true)]
    [InlineData(@"\w", "é", false)]
    public void Translate_Pcre_AddsWhatIsLinear(string pattern, string text, bool matches) =>
        Assert.Equal(matches, new Regex($@"\A(?:{PatternTranslator.Translate(pattern, PatternDialect.Pcre)})", Linear).Match(text) is { Success: true } found && (text.EndsWith('\n') || found.Length == text.Length));

    [Fact]
    public void Translate_PcreWithoutCase_FoldsAsciiAlone()
    {
        var regex = Full(PatternTranslator.Translate("[k-m]é", PatternDialect.Pcre, ignoreCase: true));

        Assert.Equal([true, true, false, false], new[] { "ké", "Ké", "\u212Aé", "kÉ" }.Select(text => regex.IsMatch(text)));
    }

    private static IEnumerable<string> Differences(string[] row)
    {
        var pattern = row[0] is "\"\"" ? string.Empty : row[0];
        var regex = Full(PatternTranslator.Translate(pattern));
        foreach (var cell in row[1..])
        {
            var isNot = cell.StartsWith('!') && cell.Length > 1;
            var text = Text(isNot ? cell[1..] : cell);
            if (regex.IsMatch(text) == isNot)
                yield return $"{pattern} {(isNot ? "matches" : "does not match")} {cell}";
        }
    }

    private static Regex Full(string translated) => new($@"\A(?:{translated})\z", Linear, Regex.InfiniteMatchTimeout);

    private static string Text(string cell) => cell is "\"\"" ? string.Empty : Escape().Replace(cell, e => e.Value[1] switch
    {
        'n' => "\n",
        't' => "\t",
        'u' => char.ConvertFromUtf32(int.Parse(e.Groups["code"].Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)),
        _ => "\\",
    });

    [GeneratedRegex(@"\\(?:n|t|\\|u\{(?<code>[0-9A-F]+)\})", RegexOptions.CultureInvariant, -1)]
    private static partial Regex Escape();
}

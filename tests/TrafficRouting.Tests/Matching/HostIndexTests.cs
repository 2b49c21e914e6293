using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace TrafficRouting.Tests.Matching;

public sealed class HostIndexTests
{
    private static readonly string[] Patterns = ["reviews", "foo.com", "*.foo.com", "*.bar.foo.com", "*.com", "a.bar.foo.com"];

    [Theory]
    [InlineData("reviews", "reviews")]
    [InlineData("REVIEWS", "reviews")]
    [InlineData("foo.com", "foo.com")]
    [InlineData("x.foo.com", "*.foo.com")]
    [InlineData("X.FOO.COM", "*.foo.com")]
    [InlineData("x.y.foo.com", "*.foo.com")]
    [InlineData("bar.foo.com", "*.foo.com")]
    [InlineData("x.bar.foo.com", "*.bar.foo.com")]
    [InlineData("a.bar.foo.com", "a.bar.foo.com")]
    [InlineData("xfoo.com", "*.com")]
    [InlineData(".foo.com", "*.com")]
    [InlineData("com", null)]
    [InlineData(".com", null)]
    [InlineData("", null)]
    [InlineData("elsewhere.org", null)]
    public void TryFind_ExactThenLongestSuffix_AtLeastOneCharacterInFront(string host, string? expected)
    {
        var index = HostIndex<string>.Build(Patterns.Select(pattern => KeyValuePair.Create(pattern, pattern)));

        Assert.Equal(expected is not null, index.TryFind(host, out var found));
        Assert.Equal(expected, found);
    }

    [Fact]
    public void TryFind_NothingCloser_FallsToTheStar()
    {
        var index = HostIndex<string>.Build([new("*", "any"), new("*.foo.com", "foo")]);

        Assert.True(index.TryFind("foo.com", out var found));
        Assert.Equal("any", found);
    }

    [Fact]
    public void Replace_SomeOfManyHosts_FindsOthersUnderTheseAlone()
    {
        var names = Enumerable.Range(0, 3_000).SelectMany(i => new[] { $"s{i}.example", $"*.s{i}.example" }).Append("*").ToList();
        var before = HostIndex<string>.Build(names.Select(n => KeyValuePair.Create(n, n)));

        var after = before.Replace([new("s7.example", "seven"), new("*.S8.example", "eight"), new("s2999.example", "last"), new("*", "any")]);

        Assert.Equal(["seven", "*.s7.example", "s8.example", "eight", "last", "any"], Found(after));
        Assert.Equal(["s7.example", "*.s7.example", "s8.example", "*.s8.example", "s2999.example", "*"], Found(before));
        Assert.All(Enumerable.Range(9, 2_990), i => Assert.Equal($"s{i}.example", after.TryFind($"s{i}.example", out var found) ? found : null));

        static IEnumerable<string?> Found(HostIndex<string> index) =>
            new[] { "s7.example", "a.s7.example", "s8.example", "a.s8.example", "S2999.example", "other" }.Select(h => index.TryFind(h, out var found) ? found : null);
    }

    [Theory]
    [InlineData("foo.com", "FOO.com")]
    [InlineData("*.foo.com", "*.Foo.com")]
    [InlineData("*", "*")]
    public void Build_HostGivenTwice_Throws(string first, string second)
    {
        var error = Assert.Throws<ArgumentException>(() => HostIndex<int>.Build([new(first, 1), new(second, 2)]));

        Assert.Contains(second, error.Message, StringComparison.Ordinal);
    }

    [Property]
    public Property TryFind_RandomPatternsAndHosts_FindsTheMostSpecific()
    {
        var label = Gen.Elements("a", "b", "c");
        var name = Gen.ArrayOf(label).Resize(4).Where(labels => labels.Length > 0).Select(labels => string.Join('.', labels));
        var pattern = from host in name from wild in Gen.Elements(true, false) select wild ? $"*.{host}" : host;
        return Prop.ForAll(Gen.ArrayOf(pattern).Select(patterns => patterns.Distinct().ToArray()).ToArbitrary(), name.ToArbitrary(), (patterns, host) =>
        {
            var expected = patterns.Contains(host)
                ? host
                : patterns.Where(p => p[0] == '*' && host.Length > p.Length - 1 && host.EndsWith(p[1..], StringComparison.Ordinal)).MaxBy(p => p.Length);
            var index = HostIndex<string>.Build(patterns.Select(p => KeyValuePair.Create(p, p)));
            return (index.TryFind(host, out var found) ? found : null) == expected;
        });
    }

    [Property(MaxTest = 5_000)]
    public Property TryFind_AnyLetters_FindsWhatADictionaryFinds()
    {
        // Letters that lie next to each other but for case, or that look alike but are not the same.
        var letter = Gen.Elements('a', 'A', 'k', 'K', '\u212A', 's', 'S', '\u017F', '\u00FC', '\u00DC', 'i', 'I', '\u0130', '\u0131', '@', '`', '[', '{', '-', '7');
        var name = Gen.ArrayOf(letter).Resize(24).Where(letters => letters.Length > 0).Select(letters => new string(letters));
        var cases =
            from names in Gen.ArrayOf(name)
            from other in name
            from one in Gen.Elements(names.Append(other).ToArray())
            from asked in Gen.Elements(one, one.ToUpperInvariant(), one.ToLowerInvariant())
            select (names, asked);
        return Prop.ForAll(cases.ToArbitrary(), pair =>
        {
            var dictionary = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var known in pair.names)
                dictionary.TryAdd(known, known);
            var index = HostIndex<string>.Build(dictionary);
            return (index.TryFind(pair.asked, out var found) ? found : null) == dictionary.GetValueOrDefault(pair.asked);
        });
    }
}

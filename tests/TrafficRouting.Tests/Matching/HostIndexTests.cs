using FsCheck.Fluent;
using TrafficRouting.Matching;
using TrafficRouting.TestKit;

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

    [Theory]
    [InlineData("foo.com", "FOO.com")]
    [InlineData("*.foo.com", "*.Foo.com")]
    [InlineData("*", "*")]
    public void Build_HostGivenTwice_Throws(string first, string second)
    {
        var error = Assert.Throws<ArgumentException>(() => HostIndex<int>.Build([new(first, 1), new(second, 2)]));

        Assert.Contains(second, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TryFind_RandomPatternsAndHosts_FindsTheMostSpecific()
    {
        var label = Gen.Elements("a", "b", "c");
        var name = Gen.ArrayOf(label).Resize(4).Where(labels => labels.Length > 0).Select(labels => string.Join('.', labels));
        var pattern = from host in name from wild in Gen.Elements(true, false) select wild ? $"*.{host}" : host;
        Property.Holds(from patterns in Gen.ArrayOf(pattern) from host in name select (patterns.Distinct().ToArray(), host), pair =>
        {
            var (patterns, host) = pair;
            var expected = patterns.Contains(host)
                ? host
                : patterns.Where(p => p[0] == '*' && host.Length > p.Length - 1 && host.EndsWith(p[1..], StringComparison.Ordinal)).MaxBy(p => p.Length);
            var index = HostIndex<string>.Build(patterns.Select(p => KeyValuePair.Create(p, p)));
            return (index.TryFind(host, out var found) ? found : null) == expected;
        });
    }
}

using FsCheck.Xunit;

namespace TrafficRouting.Tests.Matching;

public sealed class MatchSpecificityTests
{
    private static readonly StringConditionOptions Any = new() { Present = true };

    // The most specific first, as the Gateway API's precedence table has it.
    private static readonly MatchOptions[] Descending =
    [
        new() { Path = new() { Exact = "/a" }, Method = Any },
        new() { Path = new() { Exact = "/a/much/longer/path" } },
        new() { Path = new() { PathPrefix = "/foo/bar" } },
        new() { Path = new() { PathPrefix = "/foo/" }, Method = Any },
        new() { Path = new() { PathPrefix = "/foo" }, Headers = { ["a"] = Any, ["b"] = Any }, Query = { ["q"] = Any } },
        new() { Path = new() { Prefix = "/foo" }, Headers = { ["a"] = Any, ["b"] = Any } },
        new() { Path = new() { Prefix = "/foo" }, Headers = { ["a"] = Any } },
        new() { Path = new() { Prefix = "/foo" }, Query = { ["q"] = Any, ["r"] = Any } },
        new() { Path = new() { Prefix = "/foo" } },
        new() { Path = new() { Regex = "/f.*" }, Method = Any },
        new() { Path = new() { Suffix = ".json" } },
        new() { Method = Any },
        new() { AllOf = { new() { Headers = { ["a"] = Any, ["b"] = Any } } } },
        new() { Headers = { ["a"] = Any }, Cookies = { ["c"] = Any } },
        new() { Headers = { ["a"] = Any } },
        new() { Query = { ["q"] = Any } },
        new() { Cookies = { ["c"] = Any }, Port = 80, Scheme = Any, Host = Any },
        new() { Cookies = { ["c"] = Any }, Port = 80, Scheme = Any },
        new() { Cookies = { ["c"] = Any }, Port = 80 },
        new() { Port = 80 },
        new(),
    ];

    [Fact]
    public void CompareTo_GatewayApiPrecedence_IsFollowed() =>
        Assert.All(Descending.Zip(Descending.Skip(1)), pair => Assert.True(Of(pair.First) > Of(pair.Second), $"{Of(pair.First)} > {Of(pair.Second)}"));

    [Theory]
    [InlineData("/")]
    [InlineData("")]
    public void Of_PrefixThatTakesAll_IsThatOfNoPath(string prefix)
    {
        Assert.Equal(Of(new MatchOptions()), Of(new MatchOptions { Path = new() { PathPrefix = prefix } }));
        Assert.Equal(Of(new MatchOptions()), Of(new MatchOptions { Path = new() { Prefix = prefix } }));
        Assert.True(RequestMatcher.Compile(new MatchOptions { Path = new() { PathPrefix = prefix } }).IsCatchAll);
    }

    private static readonly MatchOptions[] SingleConditions =
    [
        new() { Method = Any }, new() { Headers = { ["a"] = Any } }, new() { Query = { ["q"] = Any } }, new() { Cookies = { ["c"] = Any } },
        new() { Scheme = Any }, new() { Host = Any }, new() { Port = 80 },
    ];

    [Fact]
    public void Of_ConditionInAllOf_CountsAsInItsParent() => Assert.All(SingleConditions, match =>
    {
        Assert.Equal(Of(match), Of(new MatchOptions { AllOf = { match } }));
        Assert.True(Of(match) > Of(new MatchOptions()));
        Assert.False(Of(match) > Of(match));
        Assert.False(Of(match) < Of(match));
    });

    [Fact]
    public void Of_PathThatTakesAll_IsThatOfNoPath()
    {
        Assert.Equal(Of(new MatchOptions()), Of(new MatchOptions { Path = new() { Regex = ".*" } }));
        Assert.Equal(Of(new MatchOptions()), Of(new MatchOptions { Path = new() { Present = true } }));
        Assert.True(Of(new MatchOptions { Path = new() { Present = false } }) > Of(new MatchOptions()));
    }

    [Property(Arbitrary = [typeof(MatchArbitraries)])]
    public bool Of_NoConditionAtAll_IsLeast(MatchOptions match) =>
        RequestMatcher.Compile(match) is var matcher
        && matcher.Specificity >= Of(new MatchOptions())
        && (matcher.IsCatchAll || matcher.Specificity > Of(new MatchOptions()));

    [Property(Arbitrary = [typeof(MatchArbitraries)])]
    public bool CompareTo_AnyTwo_IsAntisymmetric(MatchOptions left, MatchOptions right) =>
        Math.Sign(Of(left).CompareTo(Of(right))) == -Math.Sign(Of(right).CompareTo(Of(left)));

    [Fact]
    public void Path_EachKindOfCondition_TellsWhatItTook()
    {
        Assert.Equal(new PathMatch(PathMatchKind.Whole, ""), Path(null));
        Assert.Equal(new PathMatch(PathMatchKind.Whole, ""), Path(new() { Exact = "/a" }));
        Assert.Equal(new PathMatch(PathMatchKind.Whole, ""), Path(new() { Regex = "/a.*" }));
        Assert.Equal(new PathMatch(PathMatchKind.Whole, ""), Path(new() { PathPrefix = "/a", Not = true }));
        Assert.Equal(new PathMatch(PathMatchKind.Segments, "/a"), Path(new() { PathPrefix = "/a/" }));
        Assert.Equal(new PathMatch(PathMatchKind.Segments, "/"), Path(new() { PathPrefix = "/" }));
        Assert.Equal(new PathMatch(PathMatchKind.Literal, "/a/"), Path(new() { Prefix = "/a/" }));
    }

    private static PathMatch Path(PathConditionOptions? path) => RequestMatcher.Compile(new MatchOptions { Path = path }).Path;

    private static MatchSpecificity Of(MatchOptions match) => RequestMatcher.Compile(match).Specificity;
}

using TrafficRouting.TestKit;
using TrafficRouting.Tests.Tables;

namespace TrafficRouting.Tests.Matching;

/// <summary>How the parts of a match come together, seen from outside: which requests a route takes.</summary>
public sealed class SeveralConditionsTests
{
    [Theory]
    [InlineData("abc", true)]
    [InlineData("abx", false)]
    [InlineData("xbc", false)]
    [InlineData("ac", false)]
    public void Decide_SeveralTestsOfOneValue_AllMustPass(string value, bool expected)
    {
        var match = new MatchOptions { Headers = { ["x"] = new() { Prefix = "a", Suffix = "c", Contains = "b" } } };

        Assert.Equal(expected, Takes(match, ("x", value)));
    }

    [Theory]
    [InlineData("one", true)]
    [InlineData("two", true)]
    [InlineData("three", false)]
    public void Decide_AnyOfAndNoneOf_CountEachMemberFromTheFirst(string value, bool isMember)
    {
        MatchOptions[] members = [Given.Header("x", "one"), Given.Header("x", "two")];

        Assert.Equal(isMember, Takes(new MatchOptions { AnyOf = { members[0], members[1] } }, ("x", value)));
        Assert.Equal(!isMember, Takes(new MatchOptions { NoneOf = { members[0], members[1] } }, ("x", value)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Decide_HostAndScheme_AreTheSameInAnyCase(bool ignoreCase) =>
        Assert.True(Takes(new MatchOptions { Host = new() { Exact = "REVIEWS", IgnoreCase = ignoreCase }, Scheme = new() { Exact = "HTTP", IgnoreCase = ignoreCase } }));

    [Theory]
    [InlineData("&q=1", true)]
    [InlineData("%71=1", true)]
    [InlineData("%70=2&q=1", true)]
    [InlineData("%70=1&q=2", false)]
    [InlineData("q&q=1", false)]
    [InlineData("", false)]
    public void Decide_Query_ReadsTheFirstParameterOfTheName(string query, bool expected)
    {
        var match = new MatchOptions { Query = { ["q"] = new() { Exact = "1" } } };

        Assert.Equal(expected, Router(match).Decide(new TestRequest("GET", "http://reviews/") { RawQuery = query }) is not null);
    }

    [Theory]
    [InlineData("; a=1", true)]
    [InlineData(", a=1", true)]
    [InlineData("b=2;;a=1", true)]
    [InlineData("b=x,a=1", true)]
    [InlineData("b=x, a:=1", false)]
    public void Decide_Cookie_IsReadOutOfTheHeader(string cookies, bool expected) =>
        Assert.Equal(expected, Takes(new MatchOptions { Cookies = { ["a"] = new() { Exact = "1" } } }, ("Cookie", cookies)));

    [Fact]
    public void Decide_PortAndHeader_AskForBoth()
    {
        var match = new MatchOptions { Port = 80, Headers = { ["x"] = new() { Exact = "1" } } };

        Assert.True(Takes(match, ("x", "1")));
        Assert.False(Takes(match));
        Assert.False(Takes(new MatchOptions { Port = 81, Headers = { ["x"] = new() { Exact = "1" } } }, ("x", "1")));
    }

    [Fact]
    public void Decide_EmptySegmentsAmongManyRoutes_AreKeptApart()
    {
        // More routes than are tried one by one.
        var routes = Enumerable.Range(0, 20).Select(i => ($"r{i}", Given.To("v1", Given.Path($"/a//{i}"))));
        var router = new TrafficRouter(Given.Routes([.. routes]));

        Assert.Equal("r7", router.Decide(new TestRequest("GET", "http://reviews/a//7/x/y"))?.Route?.Name);
        Assert.Null(router.Decide(new TestRequest("GET", "http://reviews/a/7/x/y")));
    }

    private static bool Takes(MatchOptions match, params (string, string)[] headers) =>
        Router(match).Decide(new TestRequest("GET", "http://reviews/", headers)) is not null;

    private static TrafficRouter Router(MatchOptions match) => new(Given.Routes(("only", Given.To("v1", match))));
}

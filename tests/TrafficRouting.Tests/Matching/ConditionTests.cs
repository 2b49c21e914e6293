using System.Globalization;
using TrafficRouting.TestKit;

namespace TrafficRouting.Tests.Matching;

public sealed class ConditionTests
{
    [Theory]
    [InlineData("Exact", "jason", "jason", true)]
    [InlineData("Exact", "jason", "Jason", false)]
    [InlineData("Exact", "jason", "jason2", false)]
    [InlineData("Exact", "", "", true)]
    [InlineData("Exact", "", "x", false)]
    [InlineData("Prefix", "ja", "jason", true)]
    [InlineData("Prefix", "ja", "Jason", false)]
    [InlineData("Prefix", "", "", true)]
    [InlineData("Suffix", "on", "jason", true)]
    [InlineData("Suffix", "on", "jasoN", false)]
    [InlineData("Contains", "aso", "jason", true)]
    [InlineData("Contains", "aso", "jaxson", false)]
    [InlineData("Regex", "ja.*", "jason", true)]
    [InlineData("Regex", "aso", "jason", false)]
    [InlineData("Regex", "a|jason", "jason", true)]
    [InlineData("Regex", "jason$", "jason\n", false)]
    [InlineData("Regex", ".*", "", true)]
    [InlineData("Regex", "(?i)JASON", "jason", true)]
    [InlineData("In", "jason,mary", "mary", true)]
    [InlineData("In", "jason,mary", "Mary", false)]
    [InlineData("In", "jason,mary", "jason,mary", false)]
    [InlineData("GreaterThan", "7", "7.5", true)]
    [InlineData("GreaterThan", "7", "7", false)]
    [InlineData("GreaterThan", "7", "1e3", true)]
    [InlineData("GreaterThan", "7", "0x8", true)]
    [InlineData("GreaterThan", "7", "0XfF", true)]
    [InlineData("GreaterThan", "7", "0x", false)]
    [InlineData("GreaterThan", "7", "0x1.8", false)]
    [InlineData("GreaterThan", "7", "7,5", false)]
    [InlineData("GreaterThan", "7", "NaN", false)]
    [InlineData("GreaterThan", "7", "", false)]
    [InlineData("GreaterThan", "7", "eight", false)]
    [InlineData("LessThan", "7", "-8", true)]
    [InlineData("LessThan", "7", "7", false)]
    [InlineData("LessThan", "7", "NaN", false)]
    public void Matches_HeaderThatIsThere_FollowsTheTest(string test, string configured, string value, bool expected)
    {
        var request = new TestRequest("GET", "http://a/", ("x", value));

        Assert.Equal(expected, Header(Condition(test, configured)).Matches(request));

        var turned = Condition(test, configured);
        turned.Not = true;
        Assert.Equal(!expected, Header(turned).Matches(request));
    }

    [Theory]
    [InlineData("10.0.0.0/8", "10.255.0.1", true)]
    [InlineData("10.0.0.0/8", "11.0.0.1", false)]
    [InlineData("10.9.9.9/8", "10.1.1.1", true)]
    [InlineData("192.168.0.1", "192.168.0.1", true)]
    [InlineData("192.168.0.1", "192.168.0.2", false)]
    [InlineData("10.0.0.0/31", "10.0.0.1", true)]
    [InlineData("10.0.0.0/31", "10.0.0.2", false)]
    [InlineData("0.0.0.0/0", "255.1.2.3", true)]
    [InlineData("0.0.0.0/0", "::1", false)]
    [InlineData("::/0", "::1", true)]
    [InlineData("::/0", "1.2.3.4", false)]
    [InlineData("fd00::/8", "fdff::1", true)]
    [InlineData("fd00::/8", "fe00::1", false)]
    [InlineData("2001:db8::/65", "2001:db8::7fff:0:0:1", true)]
    [InlineData("2001:db8::/65", "2001:db8::8000:0:0:1", false)]
    [InlineData("::ffff:10.0.0.0/104", "::ffff:10.1.1.1", true)]
    [InlineData("10.0.0.0/8", "::ffff:10.1.1.1", false)]
    [InlineData("::1", "[::1]", true)]
    [InlineData("10.0.0.0/8,192.168.0.0/16", "192.168.7.7", true)]
    [InlineData("10.0.0.0/8", "", false)]
    [InlineData("10.0.0.0/8", "10.0.0.1, 10.0.0.2", false)]
    [InlineData("10.0.0.0/8", "10.0.0.1:80", false)]
    [InlineData("10.0.0.0/8", "ten", false)]
    public void Matches_InNetwork_TakesAddressesOfIt(string networks, string value, bool expected)
    {
        var condition = new StringConditionOptions();
        foreach (var network in networks.Split(','))
            condition.InNetwork.Add(network);
        var request = new TestRequest("GET", "http://a/", ("x", value));

        Assert.Equal(expected, Header(condition).Matches(request));
        condition.Not = true;
        Assert.Equal(!expected, Header(condition).Matches(request));
        Assert.True(Header(condition).Matches(new TestRequest("GET", "http://a/")));
    }

    [Theory]
    [InlineData("Exact", "JASON")]
    [InlineData("Prefix", "JA")]
    [InlineData("Suffix", "ON")]
    [InlineData("Contains", "ASO")]
    [InlineData("Regex", "JA.*")]
    [InlineData("In", "MARY,JASON")]
    public void Matches_IgnoreCase_TakesEitherCase(string test, string configured)
    {
        var condition = Condition(test, configured);
        var request = new TestRequest("GET", "http://a/", ("X", "jason"));

        Assert.False(Header(condition).Matches(request));
        condition.IgnoreCase = true;
        Assert.True(Header(condition).Matches(request));
    }

    [Theory]
    [InlineData("Exact", "")]
    [InlineData("Prefix", "")]
    [InlineData("Suffix", "")]
    [InlineData("Contains", "")]
    [InlineData("Regex", ".*")]
    [InlineData("In", "")]
    [InlineData("GreaterThan", "-1")]
    [InlineData("LessThan", "1")]
    public void Matches_MissingValue_FailsEveryTestAndPassesItTurned(string test, string configured)
    {
        var condition = Condition(test, configured);
        var request = new TestRequest("GET", "http://a/");

        Assert.False(Header(condition).Matches(request));
        condition.Not = true;
        Assert.True(Header(condition).Matches(request));
    }

    [Theory]
    [InlineData(true, false, null, false)]
    [InlineData(true, false, "", true)]
    [InlineData(true, false, "a", true)]
    [InlineData(false, false, null, true)]
    [InlineData(false, false, "", false)]
    [InlineData(true, true, null, true)]
    [InlineData(true, true, "", false)]
    [InlineData(false, true, null, false)]
    [InlineData(false, true, "a", true)]
    public void Matches_Present_AsksOnlyWhetherTheValueIsThere(bool present, bool not, string? value, bool expected)
    {
        var matcher = Header(new StringConditionOptions { Present = present, Not = not });
        var request = value is null ? new TestRequest("GET", "http://a/") : new TestRequest("GET", "http://a/", ("x", value));

        Assert.Equal(expected, matcher.Matches(request));
    }

    [Theory]
    [InlineData("/v2", "/v2", true)]
    [InlineData("/v2", "/v2/", true)]
    [InlineData("/v2", "/v2/x", true)]
    [InlineData("/v2", "/v2example", false)]
    [InlineData("/v2", "/V2", false)]
    [InlineData("/v2", "/v", false)]
    [InlineData("/v2/", "/v2", true)]
    [InlineData("/v2/", "/v2/x", true)]
    [InlineData("/v2/", "/v2x", false)]
    [InlineData("/", "/", true)]
    [InlineData("/", "/anything/at/all", true)]
    [InlineData("/a%2Fb", "/a%2Fb/c", true)]
    [InlineData("/a/b", "/a%2Fb", false)]
    public void Matches_PathPrefix_TakesWholeSegments(string prefix, string path, bool expected) =>
        Assert.Equal(expected, Path(new PathConditionOptions { PathPrefix = prefix }).Matches(new TestRequest("GET", "http://a/") with { RawPath = path }));

    [Theory]
    [InlineData("Prefix", "/v2", "/v2example", true)]
    [InlineData("Prefix", "/v2/", "/v2", false)]
    [InlineData("Exact", "/v2", "/v2/", false)]
    [InlineData("Exact", "/a b", "/a%20b", false)]
    [InlineData("Exact", "/a%20b", "/a%20b", true)]
    [InlineData("Suffix", ".json", "/x.json", true)]
    [InlineData("Regex", "/v[0-9]+", "/v12", true)]
    [InlineData("Regex", "/v[0-9]+", "/v12/x", false)]
    public void Matches_Path_IsComparedEscapedAndLetterForLetter(string test, string configured, string path, bool expected)
    {
        var condition = new PathConditionOptions();
        Fill(condition, test, configured);

        Assert.Equal(expected, Path(condition).Matches(new TestRequest("GET", $"http://a{path}?x=/v2")));
    }

    [Theory]
    [InlineData("debug", "", true)]
    [InlineData("debug=", "", true)]
    [InlineData("debug=1", "1", true)]
    [InlineData("debug=1&debug=2", "1", true)]
    [InlineData("debug=1&debug=2", "2", false)]
    [InlineData("Debug=1", "1", false)]
    [InlineData("%64ebug=1", "1", true)]
    [InlineData("debug=a%20b", "a b", true)]
    [InlineData("debug=a+b", "a b", false)]
    [InlineData("debug=a+b", "a+b", true)]
    [InlineData("debug=a%2Bb", "a+b", true)]
    [InlineData("debug=%2541", "%41", true)]
    [InlineData("debug=J%C3%B6rg", "Jörg", true)]
    [InlineData("debug=100%", "100%", true)]
    [InlineData("debug=%zz%41", "%zzA", true)]
    [InlineData("debug=%FF", "%FF", true)]
    [InlineData("&&debug=a=b", "a=b", true)]
    public void Matches_QueryValue_IsTheFirstDecodedOnce(string query, string configured, bool expected)
    {
        var matcher = RequestMatcher.Compile(new MatchOptions { Query = { ["debug"] = new StringConditionOptions { Exact = configured } } });

        Assert.Equal(expected, matcher.Matches(new TestRequest("GET", "http://a/") with { RawQuery = query }));
    }

    [Fact]
    public void Matches_SeveralHeaderValues_AreJoinedAsTheyAreSent()
    {
        var request = new TestRequest("GET", "http://a/", ("x", "1"), ("X", "2"));

        Assert.True(Header(new StringConditionOptions { Exact = "1, 2" }).Matches(request));
        Assert.False(Header(new StringConditionOptions { Exact = "1" }).Matches(request));
    }

    [Fact]
    public void Matches_MethodInAnotherCase_Differs()
    {
        var matcher = RequestMatcher.Compile(new MatchOptions { Method = new StringConditionOptions { Exact = "get" } });

        Assert.False(matcher.Matches(new TestRequest("GET", "http://a/")));
    }

    [Fact]
    public void Matches_ConditionsWithNames_TestOneHeaderTwice()
    {
        var matcher = RequestMatcher.Compile(new MatchOptions
        {
            Headers =
            {
                ["low"] = new StringConditionOptions { Name = "version", GreaterThan = 2 },
                ["high"] = new StringConditionOptions { Name = "version", LessThan = 5 },
            },
        });

        Assert.True(matcher.Matches(new TestRequest("GET", "http://a/", ("version", "3"))));
        Assert.False(matcher.Matches(new TestRequest("GET", "http://a/", ("version", "5"))));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("a)|(b")]
    [InlineData("(?=a)")]
    [InlineData(@"(a)\1")]
    [InlineData("[[:alpha:]]+")]
    public void Compile_PatternThatIsInvalidOrNotLinear_ThrowsWithThePattern(string pattern)
    {
        var error = Assert.Throws<ArgumentException>(() => Header(new StringConditionOptions { Regex = pattern }));

        Assert.Contains(pattern, error.Message, StringComparison.Ordinal);
        Assert.False(RoutingRegex.TryValidateRegex(pattern, out var reason));
        Assert.NotEmpty(reason);
    }

    private static RequestMatcher Header(StringConditionOptions condition) =>
        RequestMatcher.Compile(new MatchOptions { Headers = { ["x"] = condition } });

    private static RequestMatcher Path(PathConditionOptions condition) => RequestMatcher.Compile(new MatchOptions { Path = condition });

    private static StringConditionOptions Condition(string test, string configured)
    {
        var condition = new StringConditionOptions();
        Fill(condition, test, configured);
        return condition;
    }

    private static void Fill(StringConditionOptions condition, string test, string configured)
    {
        condition.Exact = test is "Exact" ? configured : null;
        condition.Prefix = test is "Prefix" ? configured : null;
        condition.Suffix = test is "Suffix" ? configured : null;
        condition.Contains = test is "Contains" ? configured : null;
        condition.Regex = test is "Regex" ? configured : null;
        condition.GreaterThan = test is "GreaterThan" ? double.Parse(configured, CultureInfo.InvariantCulture) : null;
        condition.LessThan = test is "LessThan" ? double.Parse(configured, CultureInfo.InvariantCulture) : null;
        foreach (var value in test is "In" ? configured.Split(',') : [])
            condition.In.Add(value);
    }
}

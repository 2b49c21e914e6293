using TrafficRouting.TestKit;

namespace TrafficRouting.Tests.Matching;

public sealed class RequestMatcherTests
{
    private static readonly TestRequest Jason = new(
        "GET", "http://reviews.example:9080/reviews/7?debug&user=J%C3%B6rg", ("End-User", "jason"), ("Cookie", "group=canary; id=7"));

    [Fact]
    public void Matches_NoCondition_TakesEverything()
    {
        var matcher = RequestMatcher.Compile(new MatchOptions());

        Assert.True(matcher.Matches(Jason));
        Assert.True(matcher.IsCatchAll);
        Assert.Null(matcher.Explain(Jason));
    }

    [Fact]
    public void Matches_SeveralConditions_AllMustHold()
    {
        var options = new MatchOptions
        {
            Path = new PathConditionOptions { PathPrefix = "/reviews/" },
            Method = new StringConditionOptions { Exact = "GET" },
            Scheme = new StringConditionOptions { Exact = "HTTP" },
            Host = new StringConditionOptions { Suffix = ".EXAMPLE" },
            Port = 9080,
            Headers = { ["end-user"] = new StringConditionOptions { Exact = "jason" } },
            Query = { ["user"] = new StringConditionOptions { Exact = "Jörg" }, ["debug"] = new StringConditionOptions { Present = true } },
            Cookies = { ["group"] = new StringConditionOptions { In = { "beta", "canary" } } },
        };

        Assert.True(RequestMatcher.Compile(options).Matches(Jason));

        options.Headers["END-USER"] = new StringConditionOptions { Exact = "mary" };
        Assert.Equal("header 'end-user' is not 'mary'", RequestMatcher.Compile(options).Explain(Jason));
    }

    [Fact]
    public void Compile_ConditionWithoutTest_Throws() =>
        Assert.Throws<ArgumentException>(() => RequestMatcher.Compile(new MatchOptions { Method = new StringConditionOptions() }));
}

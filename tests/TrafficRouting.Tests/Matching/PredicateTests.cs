using TrafficRouting.TestKit;
using TrafficRouting.Tests.Tables;

namespace TrafficRouting.Tests.Matching;

public sealed class PredicateTests
{
    private readonly CallbackFailures _failures = new();

    [Theory]
    [InlineData("gold", true)]
    [InlineData("silver", false)]
    [InlineData(null, false)]
    public void Matches_Predicate_IsAskedAboutTheMessage(string? message, bool expected) =>
        Assert.Equal(expected, Compile(Is("gold")).Matches(About(message)));

    [Fact]
    public void Matches_OtherConditionFails_DoesNotAskThePredicate()
    {
        var asked = 0;
        var match = new MatchOptions { Predicate = new(_ => ++asked > 0, "counts") }.WithPath("/a");

        Assert.False(Compile(match).Matches(About("x") with { RawPath = "/b" }));
        Assert.Equal(0, asked);
        Assert.True(Compile(match).Matches(About("x") with { RawPath = "/a" }));
        Assert.Equal(1, asked);
    }

    [Fact]
    public void Matches_PredicateThrows_DoesNotMatchAndIsNoted()
    {
        var noted = new List<(string Text, string Message)>();
        _failures.TryListen((text, exception) => noted.Add((text, exception.Message)));
        var matcher = Compile(new() { Predicate = new(_ => throw new InvalidOperationException("Its own trouble."), "m => m.Trouble()") });

        Assert.False(matcher.Matches(About("x")));
        Assert.Equal([("m => m.Trouble()", "Its own trouble.")], noted);
        Assert.Equal("'m => m.Trouble()' does not hold", matcher.Explain(About("x")));
    }

    [Fact]
    public void Matches_InGroups_HoldsLikeAnyCondition()
    {
        var (gold, silver) = (Is("gold"), Is("silver"));

        Assert.True(Compile(new() { AnyOf = { gold, silver } }).Matches(About("silver")));
        Assert.False(Compile(new() { NoneOf = { gold, silver } }).Matches(About("silver")));
        Assert.False(Compile(new() { AllOf = { gold, silver } }).Matches(About("silver")));
        Assert.Equal("'is gold' does not hold", Compile(new() { AllOf = { silver, gold } }).Explain(About("silver")));
    }

    [Fact]
    public void Matches_Warm_AllocatesNothing()
    {
        var matcher = Compile(Is("gold"));
        var request = About("gold");

        Assert.Equal(0, Allocations.Of(() => matcher.Matches(in request)));
    }

    [Fact]
    public void Decide_AmongRules_IsMoreSpecificThanNoCondition()
    {
        var rules = Enumerable.Range(0, 20).Select(i => ($"tenant-{i}", Given.To("v1", Given.Header("x-tenant", $"t{i}"))));
        var router = new TrafficRouter(Given.Routes([("all", Given.To("v1")), ("gold", Given.To("v2", Is("gold"))), .. rules]));

        Assert.Equal("gold", Route("gold"));
        Assert.Equal("all", Route("silver"));

        string? Route(string message) => router.Decide(About(message) with { RawHost = "reviews" })?.Route?.Name;
    }

    [Fact]
    public void Validate_RoutesThatDifferByTheirPredicates_DoNotClash()
    {
        var options = Given.Routes(("gold", Given.To("v1", Is("gold"))), ("silver", Given.To("v2", Is("silver"))), ("all", Given.To("v3").At(1)));

        Assert.Empty(TrafficRoutingOptionsValidator.Inspect(options));
    }

    [Fact]
    public void Validate_RoutesOfTheSamePredicate_Clash()
    {
        var gold = Is("gold");
        var findings = TrafficRoutingOptionsValidator.Inspect(Given.Routes(("one", Given.To("v1", gold)), ("two", Given.To("v2", gold)), ("rest", Given.To("v3"))));

        Assert.Contains("Has the same matches", Assert.Single(findings).Message, StringComparison.Ordinal);
    }

    private RequestMatcher Compile(MatchOptions match) => RequestMatcher.Compile(match, _failures);

    private static MatchOptions Is(string expected) => new() { Predicate = new(message => expected.Equals(message), $"is {expected}") };

    private static TestRequest About(string? message) => new("GET", "http://a/") { Message = message };
}

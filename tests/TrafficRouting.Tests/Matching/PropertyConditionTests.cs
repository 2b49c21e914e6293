using TrafficRouting.TestKit;
using TrafficRouting.Tests.Configuration;
using TrafficRouting.Tests.Tables;

namespace TrafficRouting.Tests.Matching;

public sealed class PropertyConditionTests
{
    [Theory]
    [InlineData("tenant", "gold", true)]
    [InlineData("tenant", "Gold", false)]
    [InlineData("Tenant", "gold", false)]
    [InlineData("tenant", "", false)]
    public void Matches_Property_ComparesKeyAndValueByCase(string key, string value, bool expected) =>
        Assert.Equal(expected, RequestMatcher.Compile(new MatchOptions().WithProperty("tenant", "gold")).Matches(With(key, value)));

    [Fact]
    public void Matches_PropertyMissing_FailsEveryTestButPresent()
    {
        Assert.False(Match(new() { Prefix = "" }).Matches(With("other", "x")));
        Assert.True(Match(new() { Present = false }).Matches(With("other", "x")));
        Assert.True(Match(new() { Exact = "gold", Not = true }).Matches(With("other", "x")));

        static RequestMatcher Match(StringConditionOptions condition) => RequestMatcher.Compile(new() { Properties = { ["tenant"] = condition } });
    }

    [Fact]
    public void Explain_Property_NamesItWithoutItsValue()
    {
        var reason = RequestMatcher.Compile(new MatchOptions().WithProperty("tenant", "gold")).Explain(With("tenant", "secret"));

        Assert.Equal("option 'tenant' is not 'gold'", reason);
    }

    [Fact]
    public void Decide_ManyRulesOnAProperty_AreFoundByIt()
    {
        var rules = Enumerable.Range(0, 100).Select(i => ($"t{i}", Given.To("v1", new MatchOptions().WithProperty("tenant", $"t{i}"))));
        var router = new TrafficRouter(Given.Routes([.. rules]));
        var request = With("tenant", "t77") with { RawHost = "reviews" };

        Assert.Equal("t77", router.Decide(in request)?.Route?.Name);
        Assert.Equal(0, Allocations.Of(() => router.Decide(in request)));
    }

    [Fact]
    public void Read_Properties_AreConditionsLikeHeaders()
    {
        var match = Settings.ReadValid(Scaffold.Around(Part.Match, """{ "Properties": { "tenant": "gold", "plan": { "In": [ "a", "b" ] } } }""")).Services["s"].Routes["r"].Matches[0];

        Assert.Equal(("gold", "a b"), (match.Properties["tenant"].Exact, string.Join(' ', match.Properties["plan"].In)));
        Scaffold.Finds(FindingSeverity.Error, Part.Match, """{ "Properties": { "tenant": { "Regex": "(" } } }""", "Properties:tenant:Regex", "not a regular expression");
        Scaffold.Finds(FindingSeverity.Error, Part.Match, """{ "Predicate": "x" }""", "Predicate", "Only code can set this.");
    }

    private static TestRequest With(string key, string value) =>
        new("GET", "http://a/") { Properties = new Dictionary<string, string>(StringComparer.Ordinal) { [key] = value } };
}

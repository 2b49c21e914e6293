using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace TrafficRouting.Tests.Matching;

/// <summary>What patterns may cost: plain ones are string comparisons that match the same, the others are shared and bounded.</summary>
public sealed class PatternCostTests
{
    [Property(MaxTest = 2_000)]
    public Property Plain_Pattern_MatchesAsTheEngineDoes() => Prop.ForAll(
        Texts("a", "b", ".*", "|", @"\.", @"\-", "-", "*").ToArbitrary(), Texts("a", "b", ".", "-", "\n").ToArbitrary(), (pattern, value) =>
    {
        if (PlainPattern.Read(pattern) is not { } plain)
            return true;
        return plain.IsMatch(value) == RoutingRegex.Compile(pattern).IsMatch(value);
    });

    [Theory]
    [InlineData("", true)]
    [InlineData(".*", true)]
    [InlineData("/api/v1/.*", true)]
    [InlineData(@".*\.json", true)]
    [InlineData(".*canary.*", true)]
    [InlineData("alice|bob|", true)]
    [InlineData("a.*|b", false)]
    [InlineData(@"a\.*", false)]
    [InlineData(@"\d", false)]
    [InlineData("a.b", false)]
    [InlineData(@"a\", false)]
    [InlineData("v[0-9]+", false)]
    public void Plain_Pattern_IsTold(string pattern, bool isPlain) => Assert.Equal(isPlain, PlainPattern.Read(pattern) is not null);

    [Fact]
    public void Patterns_OfTheSameText_AreShared()
    {
        var first = RoutingRegex.Compile("v[0-9]+");

        Assert.Same(first, RoutingRegex.Compile("v[0-9]+"));
        Assert.NotSame(first, RoutingRegex.Compile("v[0-9]+", ignoreCase: true));
    }

    [Fact]
    public void Pattern_TooLong_IsRefusedBeforeTheEngineSeesIt()
    {
        var options = new TrafficRoutingOptions();
        options.Backends["v1"] = new() { Address = "http://v1" };
        options.Services["s"] = new() { Hosts = { "s" } };
        options.Services["s"].Routes["all"] = new()
        {
            Weights = { ["v1"] = 1 },
            Matches = { new() { Headers = { ["x"] = new() { Regex = string.Join('|', Enumerable.Range(0, 100_000).Select(i => $"u[0-9]{i}")) } } } },
        };

        var findings = new List<Finding>();
        new RoutingValidator("TrafficRouting", null).Validate(options, findings);

        var finding = Assert.Single(findings);
        Assert.EndsWith("Headers:x:Regex", finding.Path, StringComparison.Ordinal);
        Assert.Contains("at most 4,096 are allowed", finding.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => RoutingRegex.Compile(new string('a', 5_000) + "+"));
        Assert.Throws<ArgumentException>(() => RoutingRegex.Compile("(?:[ab]{300}){300}"));
    }

    private static Gen<string> Texts(params string[] parts) => Gen.Elements(parts).ArrayOf().Resize(4).Select(string.Concat);
}

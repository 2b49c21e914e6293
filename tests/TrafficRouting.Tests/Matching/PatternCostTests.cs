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

    [Theory]
    [InlineData("u[0-9]", false, "Headers:x:Regex")]
    [InlineData("u", true, "Headers:x:Regex")]
    [InlineData("u", false, "Host:Regex")]
    public void Pattern_TooLong_IsRefusedBeforeTheEngineSeesIt(string word, bool ignoreCase, string path)
    {
        // Where case does not count, a choice of texts needs the engine as well.
        var pattern = string.Join('|', Enumerable.Range(0, 100_000).Select(i => $"{word}{i}"));
        var condition = new StringConditionOptions { Regex = pattern, IgnoreCase = ignoreCase };
        var options = new TrafficRoutingOptions();
        options.Backends["v1"] = new() { Address = "http://v1" };
        options.Services["s"] = new() { Hosts = { "s" } };
        options.Services["s"].Routes["all"] = new()
        {
            Weights = { ["v1"] = 1 },
            Matches = { path.StartsWith("Host", StringComparison.Ordinal) ? new() { Host = condition } : new() { Headers = { ["x"] = condition } } },
        };

        var findings = new List<Finding>();
        new RoutingValidator("TrafficRouting", null).Validate(options, findings);

        var finding = Assert.Single(findings);
        Assert.EndsWith(path, finding.Path, StringComparison.Ordinal);
        Assert.Contains("at most 4,096 are allowed", finding.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => RoutingRegex.Compile(new string('a', 5_000) + "+"));
        Assert.Throws<ArgumentException>(() => RoutingRegex.Compile("(?:[ab]{300}){300}"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Patterns_TooManyDifferent_AreRefusedOnceAndFitAgainWhenOthersGo(bool ignoreCase)
    {
        var validator = new RoutingValidator("TrafficRouting", null);
        ServiceOptions[] services = [.. Enumerable.Range(0, 3).Select(s => Service(s, PatternBudget.Max / 2))];

        Assert.Empty(Errors(services[0], services[1]));
        var error = Assert.Single(Errors(services));
        Assert.Equal("TrafficRouting:Services:s2:Routes:all:Matches:0:Headers:x:Regex", error.Path);
        Assert.Contains("more than 1000 different patterns", error.Message, StringComparison.Ordinal);
        Assert.Single(Errors(services));
        Assert.Empty(Errors(services[0], services[2]));
        Assert.Empty(Errors(services[0], services[2], Service(0, PatternBudget.Max / 2)));

        IEnumerable<Finding> Errors(params ServiceOptions[] of)
        {
            var options = new TrafficRoutingOptions();
            options.Backends["v1"] = new() { Address = "http://v1" };
            foreach (var service in of)
                options.Services[$"s{options.Services.Count}"] = service;
            var findings = new List<Finding>();
            validator.Validate(options, findings);
            return findings.Where(f => f.Severity is FindingSeverity.Error && !f.Message.Contains("host", StringComparison.OrdinalIgnoreCase));
        }

        ServiceOptions Service(int number, int patterns)
        {
            var service = new ServiceOptions { Hosts = { $"s{number}" } };
            var route = service.Routes["all"] = new() { Weights = { ["v1"] = 1 } };
            for (var i = 0; i < patterns; i++)
                route.Matches.Add(new() { Headers = { ["x"] = new() { Regex = ignoreCase ? $"{number}a{i}" : $"{number}[a-z]{i}", IgnoreCase = ignoreCase } } });
            return service;
        }
    }

    private static Gen<string> Texts(params string[] parts) => Gen.Elements(parts).ArrayOf().Resize(4).Select(string.Concat);
}

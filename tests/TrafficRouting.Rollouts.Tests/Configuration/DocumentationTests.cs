using TrafficRouting.TestKit;

namespace TrafficRouting.Rollouts.Tests.Configuration;

/// <summary>What the documentation shows must be readable, and what it claims of defaults true.</summary>
public sealed class DocumentationTests
{
    private static readonly string Page = File.ReadAllText(DocSnippets.Locate("docs/rollouts.md"));

    [Theory]
    [InlineData("docs/rollouts.md")]
    [InlineData("docs/fleet.md")]
    public void Snippets_OfJson_AreReadWithoutFindings(string page)
    {
        var snippets = DocSnippets.Blocks(page, "json");
        Assert.NotEmpty(snippets);
        Assert.All(snippets, json =>
        {
            var (options, errors) = RolloutSection.Load(json);
            Assert.Empty(errors);
            Assert.NotEmpty(RolloutPlan.From("reviews", options!.Rollouts["reviews"]).Steps);
        });
    }

    [Fact]
    public void Snippets_OfCode_AreCompiled() =>
        DocSnippets.AreCompiled("docs/rollouts.md", "tests/TrafficRouting.Rollouts.Tests/Configuration/RolloutSnippets.cs");

    [Fact]
    public void States_Each_IsDescribed() => Assert.All(Enum.GetNames<RolloutPhase>(), phase => Assert.Contains(phase, Page, StringComparison.Ordinal));
}

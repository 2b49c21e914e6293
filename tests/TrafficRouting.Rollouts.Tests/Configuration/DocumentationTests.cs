using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using TrafficRouting.Rollouts.Configuration;
using TrafficRouting.Rollouts.States;

namespace TrafficRouting.Rollouts.Tests.Configuration;

/// <summary>What the documentation shows must be readable, and what it claims of defaults true.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Root(), "docs", "rollouts.md"));

    [Fact]
    public void Snippets_OfJson_AreReadWithoutFindings()
    {
        var snippets = JsonBlock().Matches(Page).Select(m => m.Groups[1].Value).ToList();
        Assert.NotEmpty(snippets);
        Assert.All(snippets, json =>
        {
            var section = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build().GetSection("TrafficRouting:Rollouts");
            var options = new RolloutsOptions();
            RolloutsOptionsReader.Read(section, options);
            Assert.Null(new RolloutsOptionsValidator().Validate(null, options).FailureMessage);
            Assert.NotEmpty(RolloutPlan.From("reviews", options.Rollouts["reviews"]).Steps);
        });
    }

    [Theory]
    [InlineData(typeof(RolloutOptions))]
    [InlineData(typeof(RolloutStepOptions))]
    [InlineData(typeof(AnalysisOptions))]
    [InlineData(typeof(MetricOptions))]
    public void Keys_EachOption_IsDescribed(Type options) =>
        Assert.All(options.GetProperties(), p => Assert.Contains($"`{p.Name}`", Page, StringComparison.Ordinal));

    [Fact]
    public void States_Each_IsDescribed() => Assert.All(Enum.GetNames<RolloutPhase>(), phase => Assert.Contains(phase, Page, StringComparison.Ordinal));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TrafficRouting.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex JsonBlock();
}

using System.Text.RegularExpressions;
using TrafficRouting.TestKit;

namespace TrafficRouting.Tests.Configuration;

/// <summary>What docs/configuration.md shows is what is read.</summary>
public sealed partial class DocumentationTests
{
    private static readonly SettingsSchema Schema = SettingsSchema.Packed;

    private static readonly string Page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "configuration.md"));

    public static TheoryData<string> Snippets => [.. JsonFence().Matches(Page).Select(fence => fence.Groups[1].Value)];

    [Theory]
    [MemberData(nameof(Snippets))]
    public void Snippet_OfThePage_IsReadWithoutAnError(string json)
    {
        Assert.Empty(Schema.Errors(json));
        Assert.DoesNotContain(Settings.Load(json).Findings, finding => finding.Severity is FindingSeverity.Error);
    }

    [Fact]
    public void Snippet_InCode_EqualsTheFirstOfTheSettings()
    {
        var options = new TrafficRoutingOptions();
        options
            .AddBackend("reviews-v1", "http://10.0.0.11:9080")
            .AddBackend("reviews-v2", "http://10.0.0.12:9080")
            .AddBackend("reviews-v3", "http://10.0.0.13:9080")
            .AddService("reviews", service => service
                .AddHost("reviews")
                .AddHost("*.reviews.example")
                .AddRoute("testers", route => route
                    .WithOrder(-1)
                    .AddMatch(match => match.WithHeader("end-user", "jason"))
                    .SendTo("reviews-v2"))
                .AddRoute("default", route => route
                    .SendTo("reviews-v1", 95)
                    .SendTo("reviews-v2", 5)
                    .MirrorTo("reviews-v3", percentage: 10)));

        OptionsTree.AssertEqual(Settings.ReadValid(JsonFence().Match(Page).Groups[1].Value), options);
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline, 1000)]
    private static partial Regex JsonFence();
}

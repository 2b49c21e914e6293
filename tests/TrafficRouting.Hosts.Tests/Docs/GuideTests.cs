using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Manifests;
using TrafficRouting.Testing;
using TrafficRouting.TestKit;

namespace TrafficRouting.Hosts.Tests.Docs;

/// <summary>What the pages for newcomers show is taken: settings, alone or over those that the page has been talking of, documents and cases.</summary>
public sealed class GuideTests
{
    private const string Reviews = """
        { "TrafficRouting": {
            "Backends": { "reviews-v1": { "Address": "http://a" }, "reviews-v2": { "Address": "http://b" } },
            "Services": { "reviews": { "Hosts": [ "reviews" ], "Routes": { "default": { "Weights": { "reviews-v1": 1, "reviews-v2": 0 } } } } } } }
        """;

    public static TheoryData<string> Pages =>
    [
        "docs/site/index.md", "docs/getting-started.md", "docs/migration.md", "docs/aspire.md",
        .. Directory.GetFiles(DocSnippets.Locate("docs/how-to"), "*.md").Select(file => $"docs/how-to/{Path.GetFileName(file)}").Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Settings_OnThePage_AreTaken(string page)
    {
        foreach (var block in DocSnippets.Blocks(page, "json").Where(IsSettings))
        {
            using var provider = Load(block);

            Assert.NotEmpty(provider.GetRequiredService<TrafficRouter>().Table.Services.SelectMany(service => service.Routes));
        }
    }

    [Fact]
    public void Documents_OfTheMigration_AreTakenWithoutAWarning()
    {
        var read = TrafficManifests.LoadText(Assert.Single(DocSnippets.Blocks("docs/migration.md", "yaml")));

        Assert.Empty(read.Findings.Where(finding => finding.Severity is not FindingSeverity.Information));
        Assert.Equal(["reviews-v1.shop", "reviews-v2.shop"], read.Options.Backends.Keys.Where(name => name.StartsWith("reviews-", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Cases_OfTheCheck_HoldForTheTestersPage()
    {
        var folder = Directory.CreateTempSubdirectory("trafficrouting-guide-");
        var file = Path.Combine(folder.FullName, "cases.yaml");
        File.WriteAllText(file, Assert.Single(DocSnippets.Blocks("docs/how-to/check.md", "yaml")));
        using var provider = Load("""
            { "Routes": {
                "testers": { "Order": 1, "Matches": [ { "Headers": { "end-user": "jason" } } ], "Weights": { "reviews-v2": 1 } },
                "default": { "Order": 2, "Weights": { "reviews-v1": 90, "reviews-v2": 10 } } } }
            """);

        RoutingCases.Run(provider.GetRequiredService<TrafficRouter>().Table, file);
        folder.Delete(recursive: true);
    }

    // Answers, and the settings of other libraries, which the migration shows beside ours.
    private static bool IsSettings(string block) => block.Contains("\"TrafficRouting\"", StringComparison.Ordinal) || block.Contains("\"Rollouts\"", StringComparison.Ordinal)
        || (block.Contains("\"Routes\"", StringComparison.Ordinal) && !block.Contains("\"ReverseProxy\"", StringComparison.Ordinal));

    private static ServiceProvider Load(string block)
    {
        var whole = block.Contains("\"TrafficRouting\"", StringComparison.Ordinal) ? block
            : block.Contains("\"Rollouts\"", StringComparison.Ordinal) ? $$"""{ "TrafficRouting": {{block}} }"""
            : $$"""{ "TrafficRouting": { "Services": { "reviews": {{block}} } } }""";
        var configuration = new ConfigurationBuilder();
        if (!whole.Contains("\"Backends\"", StringComparison.Ordinal))
            configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(Reviews)));
        var section = configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(whole))).Build().GetSection("TrafficRouting");
        return new ServiceCollection().AddTrafficRouting(section).AddRollouts().Services.BuildServiceProvider();
    }
}

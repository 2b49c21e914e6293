using System.Text;
using Microsoft.Extensions.Configuration;
using TrafficRouting.TestKit;

namespace TrafficRouting.Hosts.Tests.Docs;

public sealed class PageTests
{
    [Theory]
    [InlineData("docs/hosts.md", "HostSnippets")]
    [InlineData("docs/aspire.md", "HostSnippets")]
    [InlineData("docs/callers.md", "CallerSnippets")]
    public void Code_OnThePage_Compiles(string page, string snippets) =>
        DocSnippets.AreCompiled(page, $"tests/TrafficRouting.Hosts.Tests/Docs/{snippets}.cs");

    [Theory]
    [InlineData("docs/hosts.md", 1)]
    [InlineData("docs/callers.md", 2)]
    public void Settings_OnThePage_AreTaken(string page, int count)
    {
        var blocks = DocSnippets.Blocks(page, "json");

        Assert.Equal(count, blocks.Count);
        Assert.All(blocks, block =>
        {
            var read = TrafficRoutingOptionsReader.Read(Section(block));
            Assert.Empty(read.Findings);
            Assert.NotEmpty(RouteTable.Compile(read.Options).Services[0].Routes);
        });
    }

    /// <summary>Gets a page's settings; those of a service alone stand among backends.</summary>
    public static IConfigurationSection Section(string block)
    {
        var whole = block.Contains("TrafficRouting", StringComparison.Ordinal)
            ? block
            : $$"""
                { "TrafficRouting": {
                    "Backends": { "reviews-v1": { "Address": "http://a" }, "reviews-v2": { "Address": "http://b" } },
                    "Services": { "reviews": { "Hosts": [ "reviews" ], {{block.Trim()[1..^1]}} } } } }
                """;
        return new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(whole))).Build().GetSection("TrafficRouting");
    }
}

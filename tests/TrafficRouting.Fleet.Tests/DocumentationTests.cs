using TrafficRouting.TestKit;

namespace TrafficRouting.Fleet.Tests;

public sealed class DocumentationTests
{
    [Theory]
    [InlineData("docs/fleet.md")]
    [InlineData("src/TrafficRouting.Rollouts.Redis/README.md")]
    [InlineData("src/TrafficRouting.Rollouts.PostgreSql/README.md")]
    public void Snippets_OfCode_AreCompiled(string page) => DocSnippets.AreCompiled(page, "tests/TrafficRouting.Fleet.Tests/Snippets.cs");
}

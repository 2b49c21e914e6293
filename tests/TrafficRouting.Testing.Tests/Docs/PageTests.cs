using System.Text;
using Microsoft.Extensions.Configuration;
using TrafficRouting.TestKit;

namespace TrafficRouting.Testing.Tests.Docs;

public sealed class PageTests
{
    private const string Folder = "tests/TrafficRouting.Testing.Tests/Docs/";

    [Fact]
    public void Page_ItsCode_IsCompiled() => DocSnippets.AreCompiled(
        "docs/testing.md", Folder + "Snippets.cs", "samples/UnitTesting.Tests/ReviewsClientTests.cs", "samples/UnitTesting.Tests/ResilienceTests.cs", "samples/UnitTesting.Tests/RoutingTests.cs");

    [Theory]
    [InlineData("TrafficRouting")]
    [InlineData("TrafficRouting.Http")]
    [InlineData("TrafficRouting.Manifests")]
    [InlineData("TrafficRouting.Rollouts")]
    [InlineData("TrafficRouting.Testing")]
    public void Readme_ItsCode_IsCompiled(string package) =>
        DocSnippets.AreCompiled($"src/{package}/README.md", Folder + "Snippets.cs", Folder + "ReadmeSnippets.cs");

    [Fact]
    public void Readme_ItsSettings_AreAValidTable()
    {
        var json = Assert.Single(DocSnippets.Blocks("src/TrafficRouting.Http/README.md", "json"));
        var section = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build().GetSection("TrafficRouting");

        RouteTableTest.Check(section, [new("GET http://reviews/") { Route = "reviews/default", Mirrors = new() { ["reviews-v2"] = 10 } }]);
    }
}

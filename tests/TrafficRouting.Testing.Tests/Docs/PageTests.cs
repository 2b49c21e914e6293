using TrafficRouting.TestKit;

namespace TrafficRouting.Testing.Tests.Docs;

public sealed class PageTests
{
    private const string Own = "tests/TrafficRouting.Testing.Tests/Docs/Snippets.cs";

    [Fact]
    public void Page_ItsCode_IsCompiled() => DocSnippets.AreCompiled(
        "docs/testing.md", Own, "samples/UnitTesting.Tests/ReviewsClientTests.cs", "samples/UnitTesting.Tests/RoutingTests.cs");

    [Fact]
    public void Readme_ItsCode_IsCompiled() => DocSnippets.AreCompiled("src/TrafficRouting.Testing/README.md", Own);
}

using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Docs;

public sealed class HttpPageTests
{
    [Fact]
    public void Code_OnThePage_Compiles() =>
        DocSnippets.AreCompiled("docs/http.md", "tests/TrafficRouting.Http.Tests/Docs/HttpSnippets.cs");

    [Fact]
    public void Code_OnTheConfigurationPage_Compiles() =>
        DocSnippets.AreCompiled("docs/configuration.md", "tests/TrafficRouting.Http.Tests/Docs/ConfigurationSnippets.cs");
}

using TrafficRouting.TestKit;

namespace TrafficRouting.AspNetCore.Tests.Docs;

public sealed class PageDocTests
{
    [Theory]
    [InlineData("docs/page.md")]
    [InlineData("src/TrafficRouting.AspNetCore/README.md")]
    public void Code_OfThePage_Compiles(string page) =>
        DocSnippets.AreCompiled(page, "tests/TrafficRouting.AspNetCore.Tests/Docs/PageSnippets.cs", "tests/TrafficRouting.AspNetCore.Tests/Docs/ContextSnippets.cs");

    [Fact]
    public void Code_OfThePageAboutContext_Compiles() => DocSnippets.AreCompiled("docs/context.md", "tests/TrafficRouting.AspNetCore.Tests/Docs/ContextSnippets.cs");

    [Fact]
    public async Task Paths_OfTheTable_AreThoseServed()
    {
        await using var app = await PageApp.StartAsync();
        var page = await File.ReadAllTextAsync(DocSnippets.Locate("docs/page.md"), TestContext.Current.CancellationToken);

        var paths = app.Endpoints().Select(e => e.RoutePattern.RawText!["/traffic".Length..].TrimStart('/')).Where(p => p.Length > 0).ToList();

        Assert.Equal(9, paths.Count);
        Assert.All(paths, path => Assert.Contains($" {path}`", page, StringComparison.Ordinal));
    }
}

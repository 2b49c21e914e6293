using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Docs;

public sealed class ReadmeTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("src/TrafficRouting.Http/README.md")]
    public void Code_InTheReadme_Compiles(string page) =>
        DocSnippets.AreCompiled(page, "tests/TrafficRouting.Http.Tests/Docs/ReadmeSnippets.cs");

    [Theory]
    [InlineData("README.md")]
    [InlineData("src/TrafficRouting.Http/README.md")]
    public void Settings_InTheReadme_AreTaken(string page)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(Assert.Single(DocSnippets.Blocks(page, "json")))));
        ReadmeSnippets.Register(builder);
        using var host = builder.Build();

        Assert.Equal(["reviews"], host.Services.GetRequiredService<TrafficRouter>().Table.Services.Select(s => s.Name));
    }

    [Fact]
    public void Explanation_InTheReadme_IsWhatIsPrinted()
    {
        var builder = Host.CreateApplicationBuilder();
        ReadmeSnippets.RegisterInCode(builder);
        using var host = builder.Build();
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/1");

        var printed = host.Services.GetRequiredService<TrafficRouter>().Explain(request).ToString().Split('\n');

        var page = File.ReadAllLines(DocSnippets.Locate("README.md"));
        Assert.All(printed, line => Assert.Contains("// " + line, page));
    }
}

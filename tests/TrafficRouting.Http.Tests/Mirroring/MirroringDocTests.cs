using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Mirroring;

public class MirroringDocTests
{
    private const string Page = "docs/mirroring.md";

    [Fact]
    public void Page_Code_Compiles() =>
        DocSnippets.AreCompiled(Page, "tests/TrafficRouting.Http.Tests/Mirroring/MirroringSnippets.cs");

    [Fact]
    public void Page_Json_IsReadWithoutComplaint()
    {
        var blocks = DocSnippets.Blocks(Page, "json");
        Assert.Equal(3, blocks.Count);
        foreach (var block in blocks)
        {
            using var json = new MemoryStream(Encoding.UTF8.GetBytes(block.Contains("TrafficRouting", StringComparison.Ordinal) ? block : Whole(block)));
            var read = TrafficRoutingOptionsReader.Read(new ConfigurationBuilder().AddJsonStream(json).Build().GetSection("TrafficRouting"));
            Assert.NotEmpty(RouteTable.Compile(read.Options).Services[0].Routes[0].Mirrors);
        }
    }

    [Fact]
    public void Page_Observer_IsRegisteredAsShown()
    {
        var services = new ServiceCollection();
        MirroringSnippets.Register(services);
        Assert.Contains(services, s => s.ImplementationType == typeof(MirroringSnippets.DifferenceLog));
    }

    // What a route's part of the page stands in.
    private static string Whole(string mirrors) => $$"""
        { "TrafficRouting": {
            "Backends": { "catalog-v1": { "Address": "http://a" }, "catalog-v2": { "Address": "http://b" } },
            "Services": { "catalog": { "Hosts": [ "catalog" ], "Routes": { "default": { "Weights": { "catalog-v1": 1 }, {{mirrors.Trim()[1..^1]}} } } } } } }
        """;
}

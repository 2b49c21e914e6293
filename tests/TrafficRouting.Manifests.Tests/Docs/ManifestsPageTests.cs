using Microsoft.Extensions.Configuration;
using TrafficRouting.TestKit;

namespace TrafficRouting.Manifests.Tests.Docs;

public sealed class ManifestsPageTests
{
    [Fact]
    public void Code_OnThePage_Compiles() =>
        DocSnippets.AreCompiled("docs/manifests.md", "tests/TrafficRouting.Manifests.Tests/Docs/ManifestsSnippets.cs");

    [Fact]
    public void Overrides_OnThePage_TakeEffectOverTheSampleTheyNameBackendsOf()
    {
        var json = Assert.Single(DocSnippets.Blocks("docs/manifests.md", "json"));
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json));

        var configuration = new ConfigurationBuilder()
            .AddTrafficManifests(DocSnippets.Locate("samples/Manifests/documents/mirroring-virtualservice.yaml"))
            .AddJsonStream(stream)
            .Build();
        var options = new TrafficRouting.TrafficRoutingOptions();
        TrafficRouting.TrafficRoutingOptionsReader.Read(configuration.GetSection("TrafficRouting"), options);

        Assert.DoesNotContain(options.Diagnostics, d => d.Severity == TrafficRouting.FindingSeverity.Error);
        Assert.Equal("http://localhost:5001", options.Backends["httpbin.default_v1"].Address);
        Assert.Equal(20, options.Services["httpbin.default"].Routes["http-0"].Weights["httpbin.default_v2"]);
    }
}

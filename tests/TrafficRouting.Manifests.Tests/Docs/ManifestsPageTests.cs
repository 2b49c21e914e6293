using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
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
        using var services = new ServiceCollection()
            .AddTrafficRouting(new ConfigurationBuilder().AddJsonStream(stream).Build().GetSection("TrafficRouting"))
            .AddManifests(DocSnippets.Locate("samples/Manifests/documents/mirroring-virtualservice.yaml"))
            .Services.BuildServiceProvider();
        var options = services.GetRequiredService<IOptionsMonitor<TrafficRouting.TrafficRoutingOptions>>().CurrentValue;

        Assert.Equal("http://localhost:5001", options.Backends["httpbin.default_v1"].Address);
        Assert.Equal(20, options.Services["httpbin.default"].Routes["http-0"].Weights["httpbin.default_v2"]);
    }
}

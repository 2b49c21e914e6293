using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace TrafficRouting.Manifests.Tests.Sources;

/// <summary>Documents added to the builder of a route table.</summary>
public sealed class RegistrationTests : IDisposable
{
    private readonly ManifestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AddManifests_SeveralCalls_GiveOneSourceWithTheOptionsOfAll()
    {
        await using var services = new ServiceCollection()
            .AddTrafficRouting()
            .AddManifestsFromText(ManifestFolder.Service("a", "one"), o => o.Namespace = "shop")
            .AddManifestsFromText(ManifestFolder.Service("b", "two"))
            .AddManifests(new MemoryStream("""{ "apiVersion": "v1", "kind": "Service", "metadata": { "name": "one", "namespace": "shop" }, "spec": { "ports": [{ "port": 8080 }] } }"""u8.ToArray()))
            .Services.BuildServiceProvider();

        var source = Assert.Single(services.GetKeyedServices<RoutingSource>(string.Empty), s => s is ManifestSource);
        Assert.Equal(["a: one.shop", "b: two.shop"], ManifestSourceTests.DestinationsOf(source));
        Assert.Equal("http://one.shop.svc.cluster.local:8080", source.Current.Options.Backends["one.shop"].Address);
        Assert.Equal("routing documents text, text-2, stream", source.Name);
    }

    [Fact]
    public async Task AddManifests_ToTablesOfTheirOwn_StayApart()
    {
        var collection = new ServiceCollection();
        collection.AddTrafficRouting().AddManifestsFromText(ManifestFolder.Service("a", "one"));
        collection.AddTrafficRouting("payments").AddManifestsFromText(ManifestFolder.Service("b", "two"));
        await using var services = collection.BuildServiceProvider();

        Assert.Equal("a.shop", services.GetRequiredService<TrafficRouter>().Table.Services.Single().Name);
        Assert.Equal("b.shop", services.GetRequiredKeyedService<TrafficRouter>("payments").Table.Services.Single().Name);
    }

    [Fact]
    public void AddManifests_RelativePath_StartsFromTheContentRoot()
    {
        _folder.Write("routing/a.yaml", ManifestFolder.Service("a", "one"));
        var builder = Host.CreateEmptyApplicationBuilder(new() { ContentRootPath = _folder.PathOf(string.Empty) });
        builder.Services.AddTrafficRouting().AddManifests("routing/*.yaml", reloadOnChange: false);
        using var host = builder.Build();

        var source = host.Services.GetKeyedServices<RoutingSource>(string.Empty).OfType<ManifestSource>().Single();

        Assert.Equal("routing/a.yaml", source.Current.LocationOf(source.Current.Options.Services["a.shop"])!.Value.File);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    [InlineData(1, 0)]
    public void AddManifests_OptionsOutOfRange_Throws(int seconds, int bytes)
    {
        var builder = new ServiceCollection().AddTrafficRouting();

        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddManifests("a.yaml", configure: o => (o.PollInterval, o.MaxFileBytes) = (TimeSpan.FromSeconds(seconds), bytes)));
    }

    [Fact]
    public async Task Validation_OfWhatDocumentsGave_NamesFileLineAndColumn()
    {
        _folder.Write("a.yaml", "routes:\n- uri: /*\n  host: web.example\n  upstream: {nodes: {'no host:80': 1}}\n");
        await using var services = new ServiceCollection().AddTrafficRouting().AddManifests(_folder.PathOf("a.yaml")).Services.BuildServiceProvider();

        var failure = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<TrafficRouter>());

        Assert.Contains($"({_folder.PathOf("a.yaml")}:4:13)", Assert.Single(failure.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_SeveralPaths_CountsWhatWasReadAndSkipped()
    {
        _folder.Write("a.yaml", ManifestFolder.Service("a", "one"));
        _folder.Write("b.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n---\n" + ManifestFolder.Good);

        var result = TrafficManifests.Load([_folder.PathOf("a.yaml"), _folder.PathOf("b.yaml")]);

        Assert.Equal((3, 1), (result.Documents, result.Skipped));
        Assert.Equal(_folder.PathOf("b.yaml"), result.LocationOf(result.Options.Services["a"])!.Value.File);
        Assert.Throws<ArgumentException>(() => TrafficManifests.Load([""]));
    }
}

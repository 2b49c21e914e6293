using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace TrafficRouting.Packages.Tests;

/// <summary>The template as a newcomer gets it: installed from the package, made, tested, run.</summary>
public sealed class TemplateTests(PackedPackages packages) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trafficrouting-template-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Template_Instantiated_BuildsPassesItsTestsAndRuns()
    {
        // Away from the templates that this machine's user has.
        string[] hive = ["--debug:custom-hive", Path.Combine(_folder.FullName, "hive")];
        packages.WriteSources(_folder.FullName);
        await DotnetCli.RunAsync(_folder.FullName, ["new", "install", Path.Combine(packages.Feed, $"{PackedPackages.Templates}.{packages.Version}.nupkg"), .. hive]);
        // Named as folders often are, and as no namespace can be.
        await DotnetCli.RunAsync(_folder.FullName, ["new", "traffic-client", "-o", "web-shop", .. hive]);
        var shop = Path.Combine(_folder.FullName, "web-shop");

        Assert.Contains("Passed!", await DotnetCli.RunAsync(shop, "test", "-warnaserror"), StringComparison.Ordinal);

        var port = FreePort.Next();
        var settings = Path.Combine(shop, "web-shop", "appsettings.Development.json");
        File.WriteAllText(settings, File.ReadAllText(settings).Replace("5080", $"{port}", StringComparison.Ordinal));
        await using var app = await RunningApp.StartAsync(Path.Combine(shop, "web-shop"), Path.Combine("bin", "Debug", "net10.0", "web-shop.dll"), "--urls", $"http://localhost:{port}");
        var review = await app.Client.GetFromJsonAsync<JsonNode>("/products/7?user=jason", Token);
        Assert.Equal("""{"product":7,"stars":5,"by":"v2"}""", review!.ToJsonString());
    }

    [Fact]
    public void Template_ReferencesTheVersions_ThatAreTestedWith()
    {
        var root = PackedPackages.RepositoryRoot();
        var tested = XDocument.Load(Path.Combine(root, "Directory.Packages.props")).Descendants("PackageVersion").ToLookup(v => v.Attribute("Include")!.Value, v => v.Attribute("Version")!.Value);
        var references = Directory.GetFiles(Path.Combine(root, "templates"), "*.csproj", SearchOption.AllDirectories)
            .SelectMany(file => XDocument.Load(file).Descendants("PackageReference"))
            .Where(reference => !reference.Attribute("Include")!.Value.StartsWith("TrafficRouting", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.Contains(reference.Attribute("Version")!.Value, tested[reference.Attribute("Include")!.Value]));
    }
}

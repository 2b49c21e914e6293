using System.Xml.Linq;

namespace TrafficRouting.Packages.Tests;

/// <summary>What a newcomer does: an empty folder, the SDK, a feed, and a first routed request.</summary>
public sealed class ConsumerTests(PackedPackages packages) : IDisposable
{
    private const string Core = "TrafficRouting";

    private static readonly string[] Extensions =
    [
        "Microsoft.Extensions.Configuration.Json", "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Http",
        "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trafficrouting-consumer-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("10.0.0")]
    [InlineData("11.0.0")]
    public async Task Consumer_BuiltFromThePackagesAlone_SendsARoutedAndMirroredRequest(string extensions)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Consumer")))
            File.Copy(file, Path.Combine(_folder.FullName, Path.GetFileName(file)));
        // Http.Resilience and StackExchange.Redis themselves ask for later ones than the first.
        var names = PackedPackages.Names.Where(name => extensions != "10.0.0" || name is not ("TrafficRouting.Resilience" or "TrafficRouting.Rollouts.Redis"));
        WriteProject([.. names.Select(name => (name, packages.Version)), .. Extensions.Select(name => (name, extensions))]);

        await DotnetCli.RunAsync(_folder.FullName, "build", "-nologo", "-v:q", "-warnaserror", "-o", "out");
        var output = await DotnetCli.RunAsync(_folder.FullName, Path.Combine("out", "consumer.dll"));

        Assert.NotEmpty(Directory.GetFiles(Path.Combine(_folder.FullName, "out", "runtimes"), "TrafficRouting.dll", SearchOption.AllDirectories));
        Assert.Equal("hello from v1 by reviews/default\nmirrored: GET /reviews/1 HTTP/1.1\n", output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Restore_NewerPackagesOnAnOlderCore_IsRefused()
    {
        WriteProject([.. PackedPackages.Names.Select(name => (name, name == Core ? packages.Version : packages.NextVersion))]);

        Assert.Contains("NU1605", await DotnetCli.FailAsync(_folder.FullName, "restore"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_PackagesOfTwoVersions_IsRefused()
    {
        WriteProject([("TrafficRouting.Http", packages.Version), ("TrafficRouting.Rollouts", packages.NextVersion)]);

        Assert.Contains("NU1107", await DotnetCli.FailAsync(_folder.FullName, "restore"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_OlderPackagesOnANewerCore_IsRefused()
    {
        // Of this a restore only warns.
        WriteProject([.. PackedPackages.Names.Select(name => (name, name == Core ? packages.NextVersion : packages.Version))]);

        var output = await DotnetCli.FailAsync(_folder.FullName, "build", "-nologo", "-v:q");

        Assert.Contains("error TR0001: TrafficRouting.", output, StringComparison.Ordinal);
        Assert.Contains($" {packages.Version} does not fit TrafficRouting {packages.NextVersion}.", output, StringComparison.Ordinal);
    }

    private void WriteProject(params IEnumerable<(string Name, string Version)> references)
    {
        packages.WriteSources(_folder.FullName);
        new XElement(
            "Project",
            new XAttribute("Sdk", "Microsoft.NET.Sdk"),
            new XElement(
                "PropertyGroup",
                new XElement("OutputType", "Exe"),
                new XElement("TargetFramework", "net10.0"),
                new XElement("ImplicitUsings", "enable"),
                new XElement("Nullable", "enable")),
            new XElement("ItemGroup", references.Select(reference =>
                new XElement("PackageReference", new XAttribute("Include", reference.Name), new XAttribute("Version", reference.Version)))))
            .Save(Path.Combine(_folder.FullName, "consumer.csproj"));
    }
}

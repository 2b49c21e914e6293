using System.Xml.Linq;

namespace TrafficRouting.Packages.Tests;

/// <summary>What a newcomer does: an empty folder, the SDK, a feed, and a first routed request.</summary>
public sealed class ConsumerTests(PackedPackages packages) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trafficrouting-consumer-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Consumer_BuiltFromThePackagesAlone_SendsARoutedAndMirroredRequest()
    {
        WriteProject();

        await DotnetCli.RunAsync(_folder.FullName, "build", "-nologo", "-v:q", "-warnaserror", "-o", "out");
        var output = await DotnetCli.RunAsync(_folder.FullName, Path.Combine("out", "consumer.dll"));

        Assert.Equal("hello from v1 by reviews/default\nmirrored: GET /reviews/1 HTTP/1.1\n", output.ReplaceLineEndings("\n"));
    }

    private void WriteProject()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Consumer")))
            File.Copy(file, Path.Combine(_folder.FullName, Path.GetFileName(file)));

        // The feed is added to the sources that the machine already has.
        new XElement("configuration", new XElement("packageSources", new XElement("add", new XAttribute("key", "packed"), new XAttribute("value", packages.Feed))))
            .Save(Path.Combine(_folder.FullName, "nuget.config"));
        new XElement(
            "Project",
            new XAttribute("Sdk", "Microsoft.NET.Sdk"),
            new XElement(
                "PropertyGroup",
                new XElement("OutputType", "Exe"),
                new XElement("TargetFramework", "net10.0"),
                new XElement("ImplicitUsings", "enable"),
                new XElement("Nullable", "enable"),
                new XElement("NuGetAudit", "false"),
                new XElement("RestorePackagesPath", Path.Combine(_folder.FullName, "packages")),
                // What the machine has already need not be downloaded again.
                new XElement("RestoreFallbackFolders", GlobalPackages())),
            new XElement("ItemGroup", PackedPackages.Names.Select(name =>
                new XElement("PackageReference", new XAttribute("Include", name), new XAttribute("Version", packages.Version)))))
            .Save(Path.Combine(_folder.FullName, "consumer.csproj"));
    }

    private static string GlobalPackages() => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}

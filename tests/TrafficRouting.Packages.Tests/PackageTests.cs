using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace TrafficRouting.Packages.Tests;

public sealed class PackageTests(PackedPackages packages)
{
    public static TheoryData<string> Names => [.. PackedPackages.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Pack_EachProject_HoldsAssemblyDocumentationReadmeAndIcon(string name)
    {
        using var package = packages.Open(name);
        var files = package.Entries.Select(e => e.FullName).ToList();

        Assert.Contains($"lib/net10.0/{name}.dll", files);
        Assert.Contains($"lib/net10.0/{name}.xml", files);
        Assert.Contains("README.md", files);
        Assert.Contains("icon.png", files);
        Assert.NotEmpty(Documented(package, name));
    }

    [Fact]
    public void Pack_TheCore_OffersTheSchemaOfTheSectionToEditors()
    {
        using var package = packages.Open("TrafficRouting");
        using var targets = new StreamReader(package.GetEntry("buildTransitive/TrafficRouting.targets")!.Open());

        Assert.Contains("<JsonSchemaSegment Include=\"$(MSBuildThisFileDirectory)..\\ConfigurationSchema.json\"", targets.ReadToEnd(), StringComparison.Ordinal);
        Assert.NotNull(package.GetEntry("ConfigurationSchema.json"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Pack_EachProject_SaysWhatItIs(string name)
    {
        using var package = packages.Open(name);
        var metadata = Nuspec(package);

        Assert.Equal(name, metadata["id"]?.Value);
        Assert.Equal("MIT", metadata["license"]?.Value);
        Assert.Equal("expression", metadata["license"]?.Attribute("type")?.Value);
        Assert.Equal("README.md", metadata["readme"]?.Value);
        Assert.Equal("icon.png", metadata["icon"]?.Value);
        Assert.Equal("git", metadata["repository"]?.Attribute("type")?.Value);
        Assert.Equal("https://github.com/trafficrouting/trafficrouting", metadata["repository"]?.Attribute("url")?.Value);
        Assert.InRange(metadata["description"]?.Value.Length ?? 0, 40, 400);
        Assert.Contains("canary", metadata["tags"]?.Value, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Pack_EachProject_HasSymbols(string name)
    {
        using var package = packages.Open(name, "snupkg");

        Assert.Contains(package.Entries, e => e.FullName == $"lib/net10.0/{name}.pdb" && e.Length > 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Readme_EachProject_TellsHowToInstallUseAndWhatIsKnownNotToWork(string name)
    {
        using var package = packages.Open(name);
        using var reader = new StreamReader(package.GetEntry("README.md")!.Open());
        var text = reader.ReadToEnd();

        Assert.StartsWith($"# {name}\n", text, StringComparison.Ordinal);
        Assert.Contains($"dotnet add package {name}\n", text, StringComparison.Ordinal);
        Assert.Contains("\n## Use\n", text, StringComparison.Ordinal);
        Assert.Contains("\n## Known issues\n", text, StringComparison.Ordinal);
        // A package page has no files beside it.
        Assert.DoesNotContain("](..", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Pack_EachProject_DependsOnExactlyItsOwnVersion(string name)
    {
        using var package = packages.Open(name);

        Assert.All(Dependencies(package).Where(d => d.Id.StartsWith("TrafficRouting", StringComparison.Ordinal)), d => Assert.Equal($"[{packages.Version}]", d.Version));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Pack_EachProject_DependsOnWhatItReferencesAndNothingElse(string name)
    {
        using var package = packages.Open(name);
        var project = XDocument.Load(Path.Combine(PackedPackages.RepositoryRoot(), "src", name, $"{name}.csproj"));
        var referenced = project.Descendants("PackageReference").Where(r => r.Attribute("PrivateAssets") is null).Select(r => r.Attribute("Include")!.Value)
            .Concat(project.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/'))));

        Assert.Equal(referenced.Order(StringComparer.Ordinal), Dependencies(package).Select(d => d.Id).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Pack_EachProject_AsksForTheFirstRelease_OfMicrosoftExtensions(string name)
    {
        using var package = packages.Open(name);

        // Packages that build on another release train ask for the release they are made for.
        Assert.All(Dependencies(package).Where(d => d.Id.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) && !d.Id.EndsWith(".Testing", StringComparison.Ordinal) && !d.Id.EndsWith(".Resilience", StringComparison.Ordinal)), d => Assert.Equal("10.0.0", d.Version));
    }

    [Theory]
    [InlineData("TrafficRouting")]
    [InlineData("TrafficRouting.Http")]
    [InlineData("TrafficRouting.Manifests")]
    public void Pack_WhatEveryStartRuns_HasCodeCompiledInAdvanceForEachPlatform(string name)
    {
        using var package = packages.Open(name);

        var images = new[] { "linux-x64", "linux-arm64", "win-x64", "osx-arm64" }.Select(platform => package.GetEntry($"runtimes/{platform}/lib/net10.0/{name}.dll")).ToList();

        Assert.All(images, image => Assert.True(HasCode(image!)));
        Assert.False(HasCode(package.GetEntry($"lib/net10.0/{name}.dll")!));
        // Each for its own platform.
        Assert.Equal(images.Count, images.Select(image => image!.Crc32).Distinct().Count());
    }

    private static bool HasCode(ZipArchiveEntry assembly)
    {
        using var stream = assembly.Open();
        using var image = new MemoryStream();
        stream.CopyTo(image);
        image.Position = 0;
        using var reader = new PEReader(image);
        return reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }

    private static List<(string Id, string Version)> Dependencies(ZipArchive package) =>
    [
        .. (Nuspec(package).GetValueOrDefault("dependencies")?.Descendants() ?? [])
            .Where(e => e.Name.LocalName == "dependency")
            .Select(e => (e.Attribute("id")!.Value, e.Attribute("version")!.Value)),
    ];

    private static Dictionary<string, XElement> Nuspec(ZipArchive package)
    {
        using var stream = package.Entries.Single(e => e.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(stream).Root!.Elements().Single().Elements().ToDictionary(e => e.Name.LocalName);
    }

    private static IEnumerable<XElement> Documented(ZipArchive package, string name)
    {
        using var stream = package.GetEntry($"lib/net10.0/{name}.xml")!.Open();
        return [.. XDocument.Load(stream).Descendants("member")];
    }
}

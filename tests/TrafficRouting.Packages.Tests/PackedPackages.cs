using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;

[assembly: AssemblyFixture(typeof(TrafficRouting.Packages.Tests.PackedPackages))]

namespace TrafficRouting.Packages.Tests;

/// <summary>Packs every project under src once, into a folder of its own.</summary>
public sealed class PackedPackages : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trafficrouting-packages-");

    public static string Configuration { get; } = typeof(PackedPackages).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Configuration").Value!;

    /// <summary>Gets a version that no cache can know.</summary>
    public string Version { get; } = $"0.0.1-test.{Guid.NewGuid():N}";

    /// <summary>Gets the next version, under which everything is packed too.</summary>
    public string NextVersion { get; } = $"0.0.2-test.{Guid.NewGuid():N}";

    public string Feed => Path.Combine(_folder.FullName, "feed");

    /// <summary>The tool, which is installed and not referenced.</summary>
    public const string Tool = "TrafficRouting.Cli";

    /// <summary>The package of the templates.</summary>
    public const string Templates = "TrafficRouting.Templates";

    /// <summary>Gets the names of the libraries.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Directory.GetFiles(Path.Combine(RepositoryRoot(), "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(p => Path.GetFileNameWithoutExtension(p)!)
            .Where(name => name != Tool)
            .Order(StringComparer.Ordinal),
    ];

    public static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TrafficRouting.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside of the repository.");
        return folder.FullName;
    }

    public ZipArchive Open(string name, string extension = "nupkg") =>
        ZipFile.OpenRead(Path.Combine(Feed, $"{name}.{Version}.{extension}"));

    /// <summary>Lets the projects of a folder restore the packed packages, into a folder of their own that no later run can meet.</summary>
    public void WriteSources(string folder)
    {
        // The feed is added to the sources that the machine already has.
        new XElement("configuration", new XElement("packageSources", new XElement("add", new XAttribute("key", "packed"), new XAttribute("value", Feed))))
            .Save(Path.Combine(folder, "nuget.config"));
        new XElement(
            "Project",
            new XElement(
                "PropertyGroup",
                new XElement("NuGetAudit", "false"),
                new XElement("RestorePackagesPath", Path.Combine(folder, "packages")),
                // What the machine has already need not be downloaded again.
                new XElement("RestoreFallbackFolders", GlobalPackages())))
            .Save(Path.Combine(folder, "Directory.Build.props"));
    }

    public async ValueTask InitializeAsync()
    {
        // One process for all projects: most of the time of a pack is the start of MSBuild.
        var project = Path.Combine(_folder.FullName, "pack.proj");
        new XElement(
            "Project",
            new XElement("ItemGroup", new[] { "src", "templates" }.Select(folder => new XElement("Packed", new XAttribute("Include", Path.Combine(RepositoryRoot(), folder, "*/*.csproj"))))),
            new XElement(
                "Target",
                new XAttribute("Name", "Pack"),
                new[] { Version, NextVersion }.Select(version => new XElement(
                    "MSBuild",
                    new XAttribute("Projects", "@(Packed)"),
                    new XAttribute("Targets", "Pack"),
                    new XAttribute("Properties", $"NoBuild=true;Configuration={Configuration};Version={version};PackageOutputPath={Feed}{(version == Version ? "" : ";ShipImages=false")}")))))
            .Save(project);
        await DotnetCli.RunAsync(_folder.FullName, "msbuild", project, "-t:Pack", "-nologo", "-v:q");
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static string GlobalPackages() => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}

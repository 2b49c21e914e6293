using NuGet.Packaging;
using NuGet.ProjectModel;

namespace TrafficRouting.Packages.Tests;

/// <summary>No package that anything here is built from, transitive ones included, is copyleft or has to be paid for.</summary>
public sealed class LicenseTests
{
    // Packages with a license text instead of an expression, each version read by a person.
    private static readonly Dictionary<string, string> Reviewed = new(StringComparer.OrdinalIgnoreCase)
    {
        ["CommandLineParser 2.9.1"] = "MIT",
        // The package has no text; its repository, microsoft/DiskANN, has.
        ["diskann-garnet 9.0.0"] = "MIT",
        ["KeraLua 1.4.10"] = "MIT",
        ["Microsoft.DotNet.PlatformAbstractions 3.1.6"] = "MIT",
        ["System.Security.Cryptography.ProtectedData 4.5.0"] = "MIT",
    };

    private static readonly string[] Projects =
    [
        .. new[] { "src", "tests", "samples", "benchmarks" }.SelectMany(folder =>
            Directory.GetFiles(Path.Combine(PackedPackages.RepositoryRoot(), folder), "*.csproj", SearchOption.AllDirectories)),
    ];

    [Fact]
    public void Packages_OfEveryProject_HaveAPermissiveLicense()
    {
        var refused = Projects.SelectMany(Packages).DistinctBy(package => (package.Name, package.Version))
            .Select(package => (package.Name, package.Version, License: LicenseOf(package.Nuspec)))
            .Where(package => !IsAccepted($"{package.Name} {package.Version}", package.License))
            .Select(package => $"{package.Name} {package.Version}: {package.License}")
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.True(refused.Count == 0, $"Neither known as permissive nor read by a person:\n{string.Join('\n', refused)}");
    }

    [Theory]
    [InlineData("MIT", true)]
    [InlineData("MIT OR GPL-3.0-only", true)]
    [InlineData("(MIT OR GPL-3.0-only) AND Apache-2.0", true)]
    [InlineData("Apache-2.0 WITH LLVM-exception", true)]
    [InlineData("MIT AND AGPL-3.0-only", false)]
    [InlineData("LGPL-2.1-or-later", false)]
    [InlineData("GPL-2.0-only WITH Classpath-exception-2.0", false)]
    [InlineData("MPL-2.0", false)]
    public void Accept_AnExpression_TakesWhatLeavesAPermissiveWay(string expression, bool accepted) =>
        Assert.Equal(accepted, LicenseRules.Accept(expression));

    private static bool IsAccepted(string package, string license) =>
        Reviewed.TryGetValue(package, out var read) ? LicenseRules.Accept(read) : license.StartsWith("SPDX ", StringComparison.Ordinal) && LicenseRules.Accept(license[5..]);

    private static IEnumerable<(string Name, string Version, string Nuspec)> Packages(string project)
    {
        var assets = Path.Combine(Path.GetDirectoryName(project)!, "obj", LockFileFormat.AssetsFileName);
        Assert.True(File.Exists(assets), $"{project} has not been restored: run dotnet restore.");
        var restored = new LockFileFormat().Read(assets);
        return
        [
            .. restored.Libraries.Where(library => library.Type == "package").Select(library => (
                library.Name,
                library.Version.ToNormalizedString(),
                restored.PackageFolders
                    .Select(folder => Path.Combine(folder.Path, library.Path, $"{library.Name.ToLowerInvariant()}.nuspec"))
                    .First(File.Exists))),
        ];
    }

    private static string LicenseOf(string nuspec)
    {
        var reader = new NuspecReader(nuspec);
        return reader.GetLicenseMetadata() switch
        {
            { LicenseExpression: { } expression } => $"SPDX {expression}",
            { } file => $"the text {file.License}",
            null => $"the page {reader.GetLicenseUrl()}",
        };
    }
}

using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TrafficRouting.Packages.Tests.Docs;

/// <summary>
/// The C# of the READMEs and of the pages for newcomers compiles as it is printed, in a web project with the implicit usings and the packages from the feed.
/// One project has all of it, a method or file for each block: a project for each block would cost minutes and say no more.
/// </summary>
public sealed partial class SnippetTests(PackedPackages packages) : IDisposable
{
    // What a page may take for granted besides what it says itself.
    private static readonly (string Type, string Name)[] Known =
    [
        ("WebApplicationBuilder", "builder"), ("WebApplication", "app"), ("IServiceCollection", "services"), ("IConfiguration", "configuration"), ("IServiceProvider", "provider"),
        ("TrafficRouting.TrafficRouter", "router"), ("HttpClient", "client"), ("HttpRequestMessage", "request"), ("HttpResponseMessage", "response"),
        ("CancellationToken", "cancellationToken"),
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trafficrouting-snippets-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Code_OfThePages_CompilesAsPrinted()
    {
        var root = PackedPackages.RepositoryRoot();
        string[] pages =
        [
            "README.md",
            .. new[] { "getting-started", "troubleshooting", "migration", "aspire", "faq" }.Select(page => $"docs/{page}.md"),
            .. Directory.GetFiles(Path.Combine(root, "docs/how-to"), "*.md").Select(file => Path.GetRelativePath(root, file)),
            .. PackedPackages.Names.Select(name => $"src/{name}/README.md"),
        ];
        packages.WriteSources(_folder.FullName);
        WriteProject(root);
        foreach (var (page, block) in pages.SelectMany(page => MarkdownBlock.OfPage(page).Where(block => block.Language == "csharp").Select(block => (page, block))))
            File.WriteAllText(Path.Combine(_folder.FullName, $"{Path.GetFileNameWithoutExtension(page)}{block.Line}-{Guid.NewGuid():N}.cs"), Wrap(page, block));

        await DotnetCli.RunAsync(_folder.FullName, "build", "-nologo", "-v:q");
    }

    private static string Wrap(string page, MarkdownBlock block)
    {
        var usings = Using().Matches(block.Text).Select(match => match.Value).ToList();
        // A package says the namespace of its types once, in its README's words.
        var body = Using().Replace(block.Text, string.Empty);
        var source = $"#line {block.Line + 1 + usings.Count} \"{page}\"\n{body.TrimStart('\n')}\n#line hidden\n";
        var name = $"{NotOfAName().Replace(page, "_")}_{block.Line}";
        if (TypeDeclaration().IsMatch(body))
            return $"{string.Join('\n', usings)}\nnamespace {name};\n{source}";

        var isOfTheCore = page == "src/TrafficRouting/README.md";
        var parameters = Known
            .Where(known => !Regex.IsMatch(body, $@"\b(var|\w+\??) {known.Name} =", RegexOptions.None, TimeSpan.FromSeconds(1)))
            .Select(known => known.Name == "request" && isOfTheCore ? "TRequest request" : $"{known.Type} {known.Name}");
        return $$"""
            {{string.Join('\n', usings)}}
            internal static class {{name}}
            {
                public static async Task RunAsync{{(isOfTheCore ? "<TRequest>" : string.Empty)}}({{string.Join(", ", parameters)}}, string[] args)
                    {{(isOfTheCore ? "where TRequest : struct, TrafficRouting.IRoutableRequest" : string.Empty)}}
                {
                    await Task.CompletedTask;
            {{source}}
                }
            }
            """;
    }

    private void WriteProject(string root)
    {
        var versions = XDocument.Load(Path.Combine(root, "Directory.Packages.props")).Descendants("PackageVersion").ToDictionary(v => v.Attribute("Include")!.Value, v => v.Attribute("Version")!.Value);
        string[] others = ["Microsoft.Extensions.ServiceDiscovery", "OpenTelemetry.Exporter.Prometheus.AspNetCore", "OpenTelemetry.Extensions.Hosting"];
        new XElement(
            "Project",
            new XAttribute("Sdk", "Microsoft.NET.Sdk.Web"),
            new XElement(
                "PropertyGroup",
                new XElement("OutputType", "Library"),
                new XElement("TargetFramework", "net10.0"),
                new XElement("ImplicitUsings", "enable"),
                new XElement("Nullable", "enable")),
            new XElement("ItemGroup", PackedPackages.Names.Select(name => (Name: name, packages.Version)).Concat(others.Select(name => (Name: name, Version: versions[name]))).Select(reference =>
                new XElement("PackageReference", new XAttribute("Include", reference.Name), new XAttribute("Version", reference.Version)))))
            .Save(Path.Combine(_folder.FullName, "snippets.csproj"));
    }

    [GeneratedRegex(@"^using [\w.]+;\n?", RegexOptions.Multiline, 1000)]
    private static partial Regex Using();

    [GeneratedRegex(@"^(public|internal|sealed|file)?\s*(sealed |static |partial )*(class|record|interface|struct) ", RegexOptions.Multiline, 1000)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"\W", RegexOptions.None, 1000)]
    private static partial Regex NotOfAName();
}

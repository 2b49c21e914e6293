using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace TrafficRouting.Packages.Tests.Docs;

/// <summary>docs/getting-started.md, done as it is printed: its commands, its program, its settings, its calls.</summary>
public sealed class GettingStartedTests(PackedPackages packages) : IDisposable
{
    private const string Page = "docs/getting-started.md";

    private static readonly IReadOnlyList<MarkdownBlock> Blocks = MarkdownBlock.OfPage(Page);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trafficrouting-started-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Shop => Path.Combine(_folder.FullName, "shop");

    private string Settings => Path.Combine(Shop, "appsettings.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Page_DoneAsPrinted_EndsWithACanaryRolledBack()
    {
        var port = FreePort.Next();
        string Printed(string language, int index) => Blocks.Where(b => b.Language == language).ElementAt(index).Text.Replace("5080", $"{port}", StringComparison.Ordinal);

        await CreateAsync(Printed("sh", 0));
        File.WriteAllText(Path.Combine(Shop, "Program.cs"), Printed("csharp", 0));
        File.WriteAllText(Settings, Printed("json", 0));
        await DotnetCli.RunAsync(Shop, "build", "-nologo", "-v:q", "-warnaserror", "-o", "out");

        await using var shop = await RunningApp.StartAsync(Shop, Path.Combine("out", "shop.dll"), "--urls", $"http://localhost:{port}");
        var split = await shop.CallAsync("/", Token);
        Assert.InRange(split["v2"], 1, 60);
        Assert.Equal(200, split["v1"] + split["v2"]);

        Edit(section => section["Services"]!["reviews"]!["Routes"] = JsonNode.Parse(Printed("json", 3))!["Routes"]!.DeepClone());
        await shop.WaitForAsync("/", seen => seen.GetValueOrDefault("v1") == 200, Token);
        Assert.Equal(200, (await shop.CallAsync("/?user=jason", Token))["v2"]);

        // The interval of a second is the only word that is not the page's.
        Edit(section => section["Rollouts"] = JsonNode.Parse(Printed("json", 5).Replace("00:00:10", "00:00:01", StringComparison.Ordinal))!["Rollouts"]!.DeepClone());
        await shop.WaitForAsync("/", seen => seen.ContainsKey("v2"), Token);
        using (var broken = await shop.Client.GetAsync("/break", Token))
            broken.EnsureSuccessStatusCode();
        await shop.WaitForAsync("/", seen => seen.GetValueOrDefault("v1") == 200, Token);

        var rollouts = await shop.Client.GetFromJsonAsync<JsonNode>("/traffic/api/rollouts", Token);
        Assert.Equal("RolledBack", rollouts![0]!["phase"]!.GetValue<string>());
    }

    private async Task CreateAsync(string commands)
    {
        packages.WriteSources(_folder.FullName);
        foreach (var words in commands.Split('\n').Select(line => line.Split(' ')).Where(words => words[0] == "dotnet"))
        {
            // Of the packages just made, which are no release.
            string[] version = words[1] == "add" ? ["--version", packages.Version] : [];
            await DotnetCli.RunAsync(words[1] == "new" ? _folder.FullName : Shop, [.. words[1..], .. version]);
        }
    }

    private void Edit(Action<JsonNode> change)
    {
        var settings = JsonNode.Parse(File.ReadAllText(Settings))!;
        change(settings["TrafficRouting"]!);
        File.WriteAllText(Settings, settings.ToJsonString());
    }
}

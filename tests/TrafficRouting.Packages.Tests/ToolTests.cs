namespace TrafficRouting.Packages.Tests;

/// <summary>The tool as a newcomer gets it: installed from a feed into an empty folder.</summary>
public sealed class ToolTests(PackedPackages packages) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trafficrouting-tool-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Tool_InstalledFromThePackage_ChecksAFile()
    {
        // Nothing but the feed, so that no other registry is asked.
        File.WriteAllText(Path.Combine(_folder.FullName, "nuget.config"), $"<configuration><packageSources><clear /><add key=\"packed\" value=\"{packages.Feed}\" /></packageSources></configuration>");
        await DotnetCli.RunAsync(_folder.FullName, "tool", "install", PackedPackages.Tool, "--tool-path", "tools", "--version", packages.Version);
        File.WriteAllText(Path.Combine(_folder.FullName, "good.json"), """
            { "TrafficRouting": {
              "Backends": { "v1": { "Address": "http://127.0.0.1:1" } },
              "Services": { "reviews": { "Hosts": [ "reviews" ], "Routes": { "default": { "Weights": { "v1": 1 } } } } } } }
            """);
        File.WriteAllText(Path.Combine(_folder.FullName, "bad.json"), """{ "TrafficRouting": { "Bakends": {} } }""");
        var tool = Path.Combine(_folder.FullName, "tools", OperatingSystem.IsWindows() ? "traffic.exe" : "traffic");

        var good = await DotnetCli.RunProgramAsync(_folder.FullName, tool, "check", "good.json");
        var bad = await DotnetCli.RunProgramAsync(_folder.FullName, tool, "check", "bad.json");
        // With the clients of the stores, which are loaded here alone.
        var redis = await DotnetCli.RunProgramAsync(_folder.FullName, tool, "rollout", "list", "--store", "redis://127.0.0.1:1");
        var postgres = await DotnetCli.RunProgramAsync(_folder.FullName, tool, "rollout", "list", "--store", "postgres://127.0.0.1:1/shop");

        Assert.Equal((0, "ok: 1 file; 1 service, 1 route, 1 backend\n"), (good.Code, good.Output.ReplaceLineEndings("\n")));
        Assert.Equal(1, bad.Code);
        Assert.Equal((1, 1), (redis.Code, postgres.Code));
        Assert.Contains("Redis at 127.0.0.1:1 cannot be reached.", redis.Output, StringComparison.Ordinal);
        Assert.Contains("PostgreSQL cannot be reached", postgres.Output, StringComparison.Ordinal);
        Assert.Contains("bad.json:1:23: error: TrafficRouting:Bakends: Unknown key 'Bakends'. Did you mean 'Backends'?", bad.Output, StringComparison.Ordinal);
    }
}

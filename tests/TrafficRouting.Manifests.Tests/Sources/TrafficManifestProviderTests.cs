using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;
using TrafficRouting.Testing;

namespace TrafficRouting.Manifests.Tests.Sources;

public sealed class TrafficManifestProviderTests : IDisposable
{
    private const string Good = "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [{port: 80}]}\n";
    private const string Broken = "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [{port: eighty}]}\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("manifests");
    private readonly FakeClock _clock = new();

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("missing.yaml")]
    [InlineData("*.yaml")]
    [InlineData("missing/")]
    public void Build_MissingAndNotOptional_Throws(string path) =>
        Assert.Throws<FileNotFoundException>(() => new ConfigurationBuilder().AddTrafficManifests(PathOf(path)).Build());

    [Fact]
    public void Build_MissingAndOptional_GivesNothing() =>
        Assert.Empty(new ConfigurationBuilder().AddTrafficManifests(PathOf("missing.yaml"), optional: true).Build().GetSection("TrafficRouting").GetChildren());

    [Theory]
    [InlineData("")]
    [InlineData("*.yaml")]
    [InlineData("**/*.yaml")]
    [InlineData("b?.yaml")]
    public void Build_DirectoryOrGlob_FindsTheFile(string path)
    {
        Write("b1.yaml", Broken);
        Write(".hidden.yaml", Broken);
        Write("notes.txt", Broken);

        var configuration = new ConfigurationBuilder().AddTrafficManifests(PathOf(path)).Build();

        Assert.EndsWith("b1.yaml:4:23", Assert.Single(Sources(configuration)), StringComparison.Ordinal);
    }

    [Fact]
    public void Poll_FileBreaks_ReloadsWithTheErrorAndRecovers()
    {
        Write("a.yaml", Good);
        var configuration = Watch();
        var reloads = 0;
        using var _ = ChangeToken.OnChange(configuration.GetReloadToken, () => reloads++);
        Assert.Empty(Sources(configuration));

        _clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(0, reloads);

        Write("a.yaml", Broken);
        _clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(1, reloads);
        Assert.Single(Sources(configuration));

        Write("a.yaml", Good);
        _clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(2, reloads);
        Assert.Empty(Sources(configuration));
    }

    [Fact]
    public void Poll_FileVanishes_IsAnErrorAndNotAnException()
    {
        Write("a.yaml", Good);
        var configuration = Watch();

        File.Delete(PathOf("a.yaml"));
        _clock.Advance(TimeSpan.FromSeconds(4));

        Assert.Single(Sources(configuration));
    }

    [Fact]
    public void Poll_LinkedFolderSwapped_IsSeenThoughTheFileLooksTheSame()
    {
        var stamp = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        foreach (var (version, text) in new[] { ("..1", Good + "#tail"), ("..2", Broken) })
        {
            _folder.CreateSubdirectory(version);
            Write($"{version}/a.yaml", text);
            File.SetLastWriteTimeUtc(PathOf($"{version}/a.yaml"), stamp);
        }

        Directory.CreateSymbolicLink(PathOf("..data"), "..1");
        File.CreateSymbolicLink(PathOf("a.yaml"), "..data/a.yaml");
        var configuration = Watch(string.Empty);
        Assert.Empty(Sources(configuration));

        Directory.Delete(PathOf("..data"));
        Directory.CreateSymbolicLink(PathOf("..data"), "..2");
        _clock.Advance(TimeSpan.FromSeconds(4));

        Assert.Single(Sources(configuration));
    }

    [Theory]
    [InlineData(new byte[] { 0, 1, 2, 3 })]
    [InlineData(new byte[] { 0x61, 0xff, 0xfe })]
    public void Build_Binary_IsAnError(byte[] content)
    {
        File.WriteAllBytes(PathOf("a.yaml"), content);

        Assert.Single(Sources(new ConfigurationBuilder().AddTrafficManifests(PathOf("a.yaml")).Build()));
    }

    [Fact]
    public void Build_TooLarge_IsAnErrorThatNamesTheSetting()
    {
        Write("a.yaml", Good);

        var configuration = new ConfigurationBuilder().AddTrafficManifests(PathOf("a.yaml"), configure: o => o.MaxFileBytes = 10).Build();

        Assert.Contains("MaxFileBytes", configuration.GetSection("TrafficRouting:Diagnostics").GetChildren().Single()["Message"], StringComparison.Ordinal);
    }

    [Fact]
    public void Build_TwoSourcesWithErrors_KeepsBoth()
    {
        var configuration = new ConfigurationBuilder().AddTrafficManifestsFromText(Broken).AddTrafficManifestsFromText(Broken).Build();

        Assert.Equal(2, Sources(configuration).Count());
    }

    private static IEnumerable<string?> Sources(IConfiguration configuration) =>
        configuration.GetSection("TrafficRouting:Diagnostics").GetChildren().Select(d => d["Source"]);

    private IConfigurationRoot Watch(string path = "a.yaml") => new ConfigurationBuilder()
        .AddTrafficManifests(PathOf(path), reloadOnChange: true, configure: o => o.TimeProvider = _clock).Build();

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private void Write(string name, string text) => File.WriteAllText(PathOf(name), text);
}

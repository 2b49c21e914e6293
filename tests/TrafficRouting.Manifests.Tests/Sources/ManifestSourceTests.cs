using Microsoft.Extensions.Primitives;

namespace TrafficRouting.Manifests.Tests.Sources;

public sealed class ManifestSourceTests : IDisposable
{
    private readonly ManifestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("missing.yaml")]
    [InlineData("*.yaml")]
    [InlineData("missing/")]
    public void Current_NothingThereAndNotOptional_IsAnError(string path)
    {
        var finding = Assert.Single(_folder.Watch(path).Current.Findings);

        Assert.Equal((FindingSeverity.Error, _folder.PathOf(path)), (finding.Severity, finding.Path));
        Assert.Contains("not optional", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Current_NothingThereAndOptional_IsEmpty()
    {
        var current = _folder.Watch(new(), isOptional: true, "missing.yaml").Current;

        Assert.Empty(current.Findings);
        Assert.Empty(current.Options.Services);
    }

    [Theory]
    [InlineData("")]
    [InlineData("*.yaml")]
    [InlineData("**/*.yaml")]
    [InlineData("b?.yaml")]
    public void Current_DirectoryOrGlob_FindsTheFile(string path)
    {
        _folder.Write("b1.yaml", ManifestFolder.Broken);
        _folder.Write(".hidden.yaml", ManifestFolder.Broken);
        _folder.Write("notes.txt", ManifestFolder.Broken);

        Assert.Equal(new SourceLocation(_folder.PathOf("b1.yaml"), 4, 23), Assert.Single(_folder.Watch(path).Current.Findings).Location);
    }

    [Fact]
    public void Current_Entries_KnowTheirFileLineAndColumn()
    {
        _folder.Write("a.yaml", ManifestFolder.Service("web", "v1"));
        var current = _folder.Watch("a.yaml").Current;
        var route = current.Options.Services["web.shop"].Routes["http-0"];

        Assert.Equal(new(_folder.PathOf("a.yaml"), 1, 1), current.LocationOf(current.Options.Services["web.shop"]));
        Assert.Equal(new(_folder.PathOf("a.yaml"), 4, 29), current.LocationOf(route));
        Assert.Equal(new(_folder.PathOf("a.yaml"), 4, 38), current.LocationOf(current.Options.Backends["v1.shop"]));
        Assert.Null(current.LocationOf(new RouteOptions()));
    }

    [Fact]
    public void Poll_FileBreaks_KeepsTheLastGoodOptionsWithTheErrorAndRecovers()
    {
        _folder.Write("a.yaml", ManifestFolder.Good);
        var source = _folder.Watch("a.yaml");
        var good = source.Current;
        var changes = 0;
        using var _ = ChangeToken.OnChange(source.GetChangeToken, () => changes++);

        _folder.Look();
        Assert.Equal(0, changes);
        Assert.Same(good, source.Current);

        _folder.Write("a.yaml", ManifestFolder.Broken);
        _folder.Look();
        Assert.Equal(1, changes);
        Assert.Same(good.Options, source.Current.Options);
        Assert.Equal(FindingSeverity.Error, Assert.Single(source.Current.Findings).Severity);

        _folder.Write("a.yaml", ManifestFolder.Good.Replace("80", "81", StringComparison.Ordinal));
        _folder.Look();
        Assert.Equal(2, changes);
        Assert.Empty(source.Current.Findings);
        Assert.EndsWith(":81", source.Current.Options.Backends["a.default"].Address, StringComparison.Ordinal);
    }

    [Fact]
    public void Poll_OneOfTwoPathsBreaks_TheOtherMovesOn()
    {
        _folder.Write("a.yaml", ManifestFolder.Service("a", "one"));
        _folder.Write("b.yaml", ManifestFolder.Service("b", "one"));
        var source = _folder.Watch("a.yaml", "b.yaml");

        _folder.Write("a.yaml", ManifestFolder.Service("a", "two").Replace("http:", "htp:", StringComparison.Ordinal));
        _folder.Write("b.yaml", ManifestFolder.Service("b", "two"));
        _folder.Look();

        Assert.Equal(["a: one.shop", "b: two.shop"], DestinationsOf(source));
        Assert.All(source.Current.Findings, f => Assert.Equal(_folder.PathOf("a.yaml"), f.Location?.File));
        Assert.NotEmpty(source.Current.Findings);

        _folder.Write("a.yaml", ManifestFolder.Service("a", "two"));
        _folder.Look();

        Assert.Equal(["a: two.shop", "b: two.shop"], DestinationsOf(source));
        Assert.Empty(source.Current.Findings);
    }

    [Fact]
    public void Documents_OfSeveralPaths_BelongTogether()
    {
        _folder.Write("a.yaml", ManifestFolder.Service("a", "api.example.com, port: {number: 80}"));
        _folder.Write("b.yaml", ManifestFolder.Service("b", "api.example.com, port: {number: 8080}"));

        Assert.Equal(["a: api.example.com", "b: api.example.com.8080"], DestinationsOf(_folder.Watch("a.yaml", "b.yaml")));
    }

    [Fact]
    public void Poll_OneFileOfSeveralChanges_OthersKeepTheirOptions()
    {
        _folder.Write("a.yaml", ManifestFolder.Service("a", "one"));
        _folder.Write("b.yaml", ManifestFolder.Service("b", "other"));
        var source = _folder.Watch(string.Empty);
        var before = source.Current.Options;

        _folder.Write("a.yaml", ManifestFolder.Service("a", "two"));
        _folder.Look();

        var after = source.Current.Options;
        Assert.NotSame(before.Services["a.shop"], after.Services["a.shop"]);
        Assert.Same(before.Services["b.shop"], after.Services["b.shop"]);
        Assert.Same(before.Backends["other.shop"], after.Backends["other.shop"]);
    }

    [Fact]
    public void Poll_RequiredFileVanishes_IsAnErrorAndKeepsTheLastGoodOptions()
    {
        _folder.Write("a.yaml", ManifestFolder.Good);
        var source = _folder.Watch("a.yaml");

        File.Delete(_folder.PathOf("a.yaml"));
        _folder.Look();

        Assert.Contains("are gone", Assert.Single(source.Current.Findings).Message, StringComparison.Ordinal);
        Assert.Single(source.Current.Options.Services);
    }

    [Fact]
    public void Poll_OptionalFileVanishes_TakesItsServicesOutAtTheSecondLook()
    {
        _folder.Write("a.yaml", ManifestFolder.Good);
        var source = _folder.Watch(new(), isOptional: true, "a.yaml");

        File.Delete(_folder.PathOf("a.yaml"));
        _folder.Look(times: 1);
        Assert.Single(source.Current.Options.Services);

        _folder.Look(times: 1);
        Assert.Empty(source.Current.Options.Services);
    }

    [Fact]
    public void Poll_LinkedFolderSwapped_IsSeenThoughTheFileLooksTheSame()
    {
        var stamp = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        foreach (var (version, to) in new[] { ("..1", "one"), ("..2", "two") })
        {
            _folder.Write($"{version}/a.yaml", ManifestFolder.Service("a", to));
            File.SetLastWriteTimeUtc(_folder.PathOf($"{version}/a.yaml"), stamp);
        }

        Directory.CreateSymbolicLink(_folder.PathOf("..data"), "..1");
        File.CreateSymbolicLink(_folder.PathOf("a.yaml"), "..data/a.yaml");
        var source = _folder.Watch(string.Empty);

        Directory.Delete(_folder.PathOf("..data"));
        Directory.CreateSymbolicLink(_folder.PathOf("..data"), "..2");
        _folder.Look();

        Assert.Equal(["a: two.shop"], DestinationsOf(source));
    }

    [Theory]
    [InlineData(new byte[] { 0, 1, 2, 3 }, "binary")]
    [InlineData(new byte[] { 0x61, 0xff, 0xfe }, "not UTF-8")]
    [InlineData(new byte[] { }, "empty")]
    [InlineData(new byte[] { 0x20, 0x0a }, "empty")]
    public void Current_NoText_IsAnError(byte[] content, string message)
    {
        File.WriteAllBytes(_folder.PathOf("a.yaml"), content);

        Assert.Contains(message, Assert.Single(_folder.Watch("a.yaml").Current.Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Current_TooLarge_IsAnErrorThatNamesTheSetting()
    {
        _folder.Write("a.yaml", ManifestFolder.Good);

        var finding = Assert.Single(_folder.Watch(new() { MaxFileBytes = 10 }, isOptional: false, "a.yaml").Current.Findings);

        Assert.Contains("MaxFileBytes", finding.Message, StringComparison.Ordinal);
    }

    internal static IEnumerable<string> DestinationsOf(RoutingSource source) =>
        source.Current.Options.Services.OrderBy(s => s.Key, StringComparer.Ordinal)
            .Select(s => $"{s.Key[..s.Key.IndexOf('.', StringComparison.Ordinal)]}: {string.Join(' ', s.Value.Routes.SelectMany(r => r.Value.Weights.Keys))}");
}

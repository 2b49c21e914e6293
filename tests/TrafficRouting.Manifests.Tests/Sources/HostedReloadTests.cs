using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using TrafficRouting.Testing;
using TrafficRouting.TestKit;

namespace TrafficRouting.Manifests.Tests.Sources;

/// <summary>Documents that change under a running host, seen by its clients.</summary>
public sealed class HostedReloadTests : IAsyncLifetime
{
    private const string Weights = "TrafficRouting:Services:web.shop:Routes:http-0:Weights";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("manifests");
    private readonly FakeClock _clock = new();
    private readonly FakeLogCollector _logs = new();
    private BackendServer _v1 = null!;
    private BackendServer _v2 = null!;
    private int _written;

    public async ValueTask InitializeAsync()
    {
        _v1 = await BackendServer.StartAsync("v1");
        _v2 = await BackendServer.StartAsync("v2");
    }

    public async ValueTask DisposeAsync()
    {
        await _v1.DisposeAsync();
        await _v2.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("  - rout: []", "routing.yaml:7:11", "did you mean 'route'")]
    [InlineData("\t- x", "routing.yaml:7:1", "begins with a tab")]
    [InlineData("  - route: [{destination: {host: v1, subset: none}}]", "routing.yaml:7:13", "a subset 'none'")]
    public async Task File_BrokenAndMended_KeepsTheLastGoodTableAndNamesThePlace(string broken, string place, string reason)
    {
        Write("routing.yaml", Split(0));
        using var host = await StartAsync("routing.yaml");
        var table = host.Services.GetRequiredService<TrafficRouter>().Table;
        Assert.Equal("v1", await GetAsync(host));

        Write("routing.yaml", Head + broken);
        Poll();

        Assert.Same(table, host.Services.GetRequiredService<TrafficRouter>().Table);
        Assert.Equal("v1", await GetAsync(host));
        var error = Assert.Single(_logs.Errors());
        Assert.Contains("keeps the last good", error, StringComparison.Ordinal);
        Assert.Contains($"({PathOf(place)})", error, StringComparison.Ordinal);
        Assert.Contains(reason, error, StringComparison.Ordinal);

        Write("routing.yaml", Split(100));
        Poll();

        Assert.Equal("v2", await GetAsync(host));
        Assert.Single(_logs.Errors());
    }

    [Theory]
    [InlineData("touched")]
    [InlineData("commented")]
    [InlineData("re-indented")]
    [InlineData("with another document of no use")]
    [InlineData("moved")]
    public async Task File_ThatSaysTheSameAsBefore_DoesNothingAtAll(string change)
    {
        Write("routing.yaml", Split(0));
        using var host = await StartAsync(string.Empty);
        var router = host.Services.GetRequiredService<TrafficRouter>();
        var (table, logged, changed) = (router.Table, _logs.GetSnapshot().Count, 0);
        router.TableChanged += (_, _) => changed++;

        Write(change == "moved" ? "another.yaml" : "routing.yaml", change switch
        {
            "commented" => "# The split of the shop.\n\n" + Split(0) + " # Nobody yet.\n",
            "re-indented" => Split(0).Replace("  - route:\n", "  -   route:\n", StringComparison.Ordinal).Replace("    - {", "      - {", StringComparison.Ordinal),
            "with another document of no use" => Split(0) + "\n---\n---\n",
            _ => Split(0),
        });
        if (change == "moved")
            File.Delete(PathOf("routing.yaml"));
        Poll();

        Assert.Equal((table, logged, 0), (router.Table, _logs.GetSnapshot().Count, changed));
    }

    [Fact]
    public async Task File_Broken_TheSectionOverItStillMovesTheSplit()
    {
        Write("routing.yaml", Split(0));
        using var host = await StartAsync("routing.yaml");

        Write("routing.yaml", Head + "  - rout: []");
        Poll();
        var configuration = (IConfigurationRoot)host.Services.GetRequiredService<IConfiguration>();
        (configuration[$"{Weights}:v1.shop"], configuration[$"{Weights}:v2.shop"]) = ("0", "1");
        configuration.Reload();

        Assert.Equal("v2", await GetAsync(host));
    }

    [Fact]
    public async Task File_BrokenAtTheStart_StopsTheHostWithAllErrorsAtOnce()
    {
        Write("routing.yaml", Head + "  - rout: []");

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync("routing.yaml", ("TrafficRouting:Backends:v1.shop:Adress", "http://v1")));

        Assert.Contains(failure.Failures, f => f.Contains($"({PathOf("routing.yaml:7:5")})", StringComparison.Ordinal) || f.Contains($"({PathOf("routing.yaml:7:11")})", StringComparison.Ordinal));
        Assert.Contains(failure.Failures, f => f.Contains("Adress", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ConfigMap_WhoseLinkIsSwapped_MovesTheSplit()
    {
        // A mounted ConfigMap: routing.yaml -> ..data/routing.yaml, and ..data -> the folder of the version in force.
        Version("..2026_01", 0);
        Version("..2026_02", 100);
        Directory.CreateSymbolicLink(PathOf("..data"), "..2026_01");
        File.CreateSymbolicLink(PathOf("routing.yaml"), "..data/routing.yaml");
        using var host = await StartAsync(string.Empty);
        Assert.Equal("v1", await GetAsync(host));

        Directory.Delete(PathOf("..data"));
        Directory.CreateSymbolicLink(PathOf("..data"), "..2026_02");
        Poll();

        Assert.Equal("v2", await GetAsync(host));
        Assert.Empty(_logs.Errors());

        void Version(string folder, int canary)
        {
            _folder.CreateSubdirectory(folder);
            Write($"{folder}/routing.yaml", Split(canary));
            // Neither time nor length of the file tells the versions apart.
            File.SetLastWriteTimeUtc(PathOf($"{folder}/routing.yaml"), DateTime.UnixEpoch);
        }
    }

    private static string Head => """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: web, namespace: shop}
        spec:
          hosts: [web]
          http:

        """;

    // Of one length, whatever the weights.
    private static string Split(int canary) => Head + $$$"""
          - route:
            - {destination: {host: v1}, weight: {{{100 - canary,-3}}}}
            - {destination: {host: v2}, weight: {{{canary,-3}}}}
        """;

    // A change is accepted at the second look.
    private void Poll()
    {
        _clock.Advance(TimeSpan.FromSeconds(4));
        _clock.Advance(TimeSpan.FromSeconds(4));
    }

    private static async Task<string> GetAsync(IHost host) =>
        await host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("web").GetStringAsync("http://web/", TestContext.Current.CancellationToken);

    private async Task<IHost> StartAsync(string path, params (string Key, string? Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddInMemoryCollection(
        [
            new("TrafficRouting:Backends:v1.shop:Address", _v1.Address.ToString()),
            new("TrafficRouting:Backends:v2.shop:Address", _v2.Address.ToString()),
            .. settings.Select(s => KeyValuePair.Create(s.Key, s.Value)),
        ]);
        builder.Logging.AddProvider(new FakeLoggerProvider(_logs));
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.Services.AddTrafficRouting(builder.Configuration.GetSection("TrafficRouting")).AddManifests(PathOf(path));
        builder.Services.AddHttpClient("web").ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false }).AddTrafficRouting();
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    // Moved into place whole, with a time of its own: what is written within one tick would look the same.
    private void Write(string name, string text)
    {
        File.WriteAllText(PathOf($"{name}.new"), text);
        File.SetLastWriteTimeUtc(PathOf($"{name}.new"), DateTime.UnixEpoch.AddSeconds(++_written));
        File.Move(PathOf($"{name}.new"), PathOf(name), overwrite: true);
    }
}

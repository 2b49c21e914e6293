using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using TrafficRouting.Testing;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Loading;

/// <summary>A real settings file, edited while requests are in flight to real servers.</summary>
public sealed class HotReloadTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("traffic-routing-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Settings => Path.Combine(_folder.FullName, "appsettings.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Split_MovedUnderLoad_LosesAndDoublesNothing()
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        Write(v1, v2, canary: 0);
        using var provider = Build();
        var router = provider.GetRequiredService<TrafficRouter>();
        var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("reviews");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var callers = Enumerable.Range(0, 4).Select(caller => Task.Run(() => CallAsync(client, caller, stop.Token), Token)).ToList();
        foreach (var canary in new[] { 50, 10, 100 })
        {
            await ChangedAsync(router, () => Write(v1, v2, canary));
            Assert.Equal(canary, router.Table.Services[0].Routes[0].Backends[1].Weight);
        }

        await stop.CancelAsync();
        var sent = (await Task.WhenAll(callers)).Sum();

        // Each request carries its own number: as many as were sent arrived, none twice.
        var received = v1.Requests.Concat(v2.Requests).Select(r => r.Target).ToList();
        Assert.True(sent > 0);
        Assert.Equal(sent, received.Count);
        Assert.Equal(sent, received.Distinct(StringComparer.Ordinal).Count());

        Assert.Equal("v2", await client.GetStringAsync("http://reviews/after", Token));
    }

    [Fact]
    public async Task File_BrokenAndRepaired_KeepsTheLastGoodTableAndSaysSoOnce()
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        Write(v1, v2, canary: 0);
        var clock = new FakeClock();
        var logs = new FakeLogCollector();
        var emptied = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var provider = Build(logs, clock, emptied.SetResult);
        var router = provider.GetRequiredService<TrafficRouter>();
        var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("reviews");

        Replace("""{ "TrafficRouting": { "Backends": """);
        await emptied.Task.WaitAsync(Patience, Token);
        for (var i = 0; i < 3; i++)
            clock.Advance(RoutingSection.Interval);

        Assert.Equal("v1", await client.GetStringAsync("http://reviews/broken", Token));
        Assert.Contains("cannot be parsed (line 1)", Assert.Single(logs.Errors()), StringComparison.Ordinal);

        await ChangedAsync(router, () => Write(v1, v2, canary: 100));

        Assert.Equal("v2", await client.GetStringAsync("http://reviews/repaired", Token));
    }

    private static async Task<int> CallAsync(HttpClient client, int caller, CancellationToken stop)
    {
        var sent = 0;
        while (!stop.IsCancellationRequested)
        {
            // Without the stopping token: a request under way is finished, so that every one can be accounted for.
            using var response = await client.GetAsync($"http://reviews/{caller}/{sent}", CancellationToken.None);
            response.EnsureSuccessStatusCode();
            sent++;
        }

        return sent;
    }

    private static async Task ChangedAsync(TrafficRouter router, Action change)
    {
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Signal(object? sender, EventArgs e) => changed.TrySetResult();
        router.TableChanged += Signal;
        change();
        await changed.Task.WaitAsync(Patience, Token);
        router.TableChanged -= Signal;
    }

    private void Write(BackendServer v1, BackendServer v2, int canary) => Replace(
        $$"""
        {
          "TrafficRouting": {
            "Backends": { "v1": { "Address": "{{v1.Address}}" }, "v2": { "Address": "{{v2.Address}}" } },
            "Services": { "reviews": { "Hosts": [ "reviews" ], "Routes": { "all": { "Weights": { "v1": {{100 - canary}}, "v2": {{canary}} } } } } }
          }
        }
        """);

    // Written whole under another name and moved over, as editors and deployments do.
    private void Replace(string json)
    {
        File.WriteAllText(Settings + ".new", json);
        File.Move(Settings + ".new", Settings, overwrite: true);
    }

    private ServiceProvider Build(FakeLogCollector? logs = null, TimeProvider? clock = null, Action? unreadable = null)
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(source =>
            {
                source.Path = Settings;
                source.ReloadOnChange = true;
                source.ReloadDelay = 20;
                source.OnLoadException = _ => unreadable?.Invoke();
                source.ResolveFileProvider();
            })
            .Build();
        var services = new ServiceCollection();
        if (logs is not null)
            services.AddLogging(l => l.Services.AddSingleton<ILoggerProvider>(new FakeLoggerProvider(logs)));
        services.AddSingleton(clock ?? TimeProvider.System);
        services.AddTrafficRouting(configuration.GetSection("TrafficRouting"));
        services.AddHttpClient("reviews").AddTrafficRouting();
        return services.BuildServiceProvider();
    }
}

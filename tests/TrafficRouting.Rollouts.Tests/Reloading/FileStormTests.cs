using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Testing;

namespace TrafficRouting.Rollouts.Tests.Reloading;

/// <summary>
/// Real files of three configuration sources, written in place, torn, emptied, deleted, moved over and relinked while requests are
/// under way and a rollout runs. What the files say of traffic never changes, so no request may go elsewhere.
/// </summary>
public sealed class FileStormTests : IDisposable
{
    private const int Storms = 120;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("traffic-routing-");
    private readonly FakeClock _clock = new();
    private int _serial;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Files_InAStorm_MisrouteNoRequestAndDisturbNoRollout()
    {
        foreach (var file in new[] { "base.json", "production.json", "extra.json" })
            File.WriteAllText(PathOf(file), Content(file));
        var received = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        await using var provider = Build(received);
        var router = provider.GetRequiredService<TrafficRouter>();
        var controller = provider.GetRequiredService<IRolloutController>();
        await controller.StartAsync(Token);
        var started = controller.Find("extra")!.State;
        var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("routed");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var callers = Enumerable.Range(0, 3).Select(_ => Task.Run(() => CallAsync(client, stop.Token), Token)).ToList();

        var random = new Random(20261126);
        for (var i = 0; i < Storms; i++)
        {
            var file = new[] { "base.json", "production.json", "extra.json" }[random.Next(3)];
            Storm(file, random.Next(6), Content(file));
            await Task.Yield();
            // The watch for what no token tells of; never while an optional file is away.
            _clock.Advance(RoutingSection.Interval);
        }

        await SettleAsync(router);
        await stop.CancelAsync();
        var sent = (await Task.WhenAll(callers)).Sum();

        Assert.Equal(["http://canary/base", "http://extra-v1/extra"], received.Keys.Where(k => !k.StartsWith("http://extra-v2", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(sent, received.Values.Sum());
        Assert.True(sent > Storms);
        Assert.Equal((started!.Identity, RolloutPhase.Analyzing, started.StartedAt), (controller.Find("extra")!.State!.Identity, controller.Find("extra")!.State!.Phase, controller.Find("extra")!.State!.StartedAt));
    }

    private static async Task<int> CallAsync(HttpClient client, CancellationToken stop)
    {
        var sent = 0;
        for (; !stop.IsCancellationRequested; sent++)
        {
            using var response = await client.GetAsync(new Uri(sent % 2 == 0 ? "http://base/base" : "http://extra/extra"), CancellationToken.None);
            if (sent % 16 == 0)
                await Task.Yield();
        }

        return sent;
    }

    private void Storm(string file, int kind, string content)
    {
        var path = PathOf(file);
        switch (kind)
        {
            case 0:
                File.WriteAllText(path, content);
                break;
            case 1:
                File.WriteAllText(path, content[..(content.Length / 2)]);
                File.WriteAllText(path, content);
                break;
            case 2:
                File.WriteAllText(path, "");
                File.WriteAllText(path, content);
                break;
            case 3:
                File.Delete(path);
                File.WriteAllText(path, content);
                break;
            case 4:
                File.WriteAllText(path + ".new", content);
                File.Move(path + ".new", path, overwrite: true);
                break;
            default:
                var target = PathOf($"{file}.{_serial++}");
                File.WriteAllText(target, content);
                File.CreateSymbolicLink(path + ".link", target);
                File.Move(path + ".link", path, overwrite: true);
                break;
        }
    }

    // The last word of each file comes into force, however the storm ended.
    private async Task SettleAsync(TrafficRouter router)
    {
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(object? sender, EventArgs e)
        {
            if (router.Table.Backends.ContainsKey("last-base") && router.Table.Backends.ContainsKey("last-production") && router.Table.Backends.ContainsKey("last-extra"))
                settled.TrySetResult();
        }

        router.TableChanged += Look;
        foreach (var file in new[] { "base.json", "production.json", "extra.json" })
        {
            var path = PathOf(file);
            File.WriteAllText(path + ".new", Content(file).Replace("\"note\"", $"\"last-{file[..^5]}\"", StringComparison.Ordinal));
            File.Move(path + ".new", path, overwrite: true);
        }

        await settled.Task.WaitAsync(Patience, Token);
        router.TableChanged -= Look;
    }

    private string PathOf(string file) => Path.Combine(_folder.FullName, file);

    // Each write differs, but not in what it says of traffic.
    private string Content(string file) => file switch
    {
        "base.json" => Section($$"""
            "Backends": { "note": { "Address": "http://note{{_serial++}}" }, "stable": { "Address": "http://stable" }, "canary": { "Address": "http://canary" } },
            "Services": { "base": { "Hosts": [ "base" ], "Routes": { "all": { "Weights": { "stable": 100, "canary": 0 } } } } }
            """),
        "production.json" => Section($$"""
            "Backends": { "note": { "PreserveHost": {{(_serial++ % 2 == 0 ? "true" : "false")}}, "Address": "http://note" } },
            "Services": { "base": { "Routes": { "all": { "Weights": { "stable": 0, "canary": 100 } } } } }
            """),
        _ => Section($$"""
            "Backends": { "note": { "Address": "http://note{{_serial++}}" }, "extra-v1": { "Address": "http://extra-v1" }, "extra-v2": { "Address": "http://extra-v2" } },
            "Services": { "extra": { "Hosts": [ "extra" ], "Routes": { "all": { "Weights": { "extra-v1": 1 } } } } },
            "Rollouts": { "extra": { "Service": "extra", "Route": "all", "Stable": "extra-v1", "Canary": "extra-v2", "StepWeight": 30, "Analysis": { "Interval": "1.00:00:00" } } }
            """),
    };

    private static string Section(string content) => $$"""{ "TrafficRouting": { {{content}} } }""";

    private ServiceProvider Build(ConcurrentDictionary<string, int> received)
    {
        var builder = new ConfigurationBuilder().SetBasePath(_folder.FullName);
        foreach (var (file, optional) in new[] { ("base.json", false), ("production.json", true), ("extra.json", false) })
        {
            builder.AddJsonFile(source =>
            {
                source.Path = file;
                source.Optional = optional;
                source.ReloadOnChange = true;
                source.ReloadDelay = 1;
            });
        }

        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_clock);
        services.AddTrafficRouting(builder.Build().GetSection("TrafficRouting")).AddRollouts();
        services.AddHttpClient("routed").AddTrafficRouting().RemoveAllLoggers().ConfigurePrimaryHttpMessageHandler(() => new Recorder(received));
        return services.BuildServiceProvider();
    }

    private sealed class Recorder(ConcurrentDictionary<string, int> received) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            received.AddOrUpdate(request.RequestUri!.ToString(), 1, (_, count) => count + 1);
            return Task.FromResult(new HttpResponseMessage { RequestMessage = request });
        }
    }
}

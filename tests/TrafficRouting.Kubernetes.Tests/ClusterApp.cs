using System.Globalization;
using k8s;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using TrafficRouting.Testing;
using TrafficRouting.TestKit.Kubernetes;

namespace TrafficRouting.Kubernetes.Tests;

/// <summary>An application that follows the namespace <c>shop</c> of a cluster.</summary>
internal sealed class ClusterApp : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly FakeClock? _time;

    private ClusterApp(ServiceProvider services, FakeClock? time)
    {
        (_services, _time) = (services, time);
        Router = services.GetRequiredService<TrafficRouter>();
    }

    public TrafficRouter Router { get; }

    public RoutingSource Source => _services.GetRequiredKeyedService<RoutingSource>("");

    public FakeLogCollector Logs => _services.GetFakeLogCollector();

    public IEnumerable<Finding> Findings => Source.Current.Findings;

    public TrafficRoutingOptions Options => _services.GetRequiredService<IOptionsMonitor<TrafficRoutingOptions>>().CurrentValue;

    /// <summary>Gets the table in a line: each service with its routes' weights.</summary>
    public string Table => string.Join("; ", Options.Services.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key}: {string.Join(", ", s.Value.Routes.Values.Select(Weights))}"));

    public static ClusterApp Start(ApiServer server, Action<KubernetesOptions>? configure = null, FakeClock? time = null, params (string Key, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"TrafficRouting:{s.Key}", s.Value))).Build();
        var services = new ServiceCollection().AddLogging(logging => logging.AddFakeLogging());
        if (time is not null)
            services.AddSingleton<TimeProvider>(time);
        services.AddTrafficRouting(configuration.GetSection("TrafficRouting")).AddKubernetes(o =>
        {
            o.Namespaces.Add("shop");
            o.Configuration = () => new KubernetesClientConfiguration { Host = server.Address.ToString(), AccessToken = server.Token ?? "any" };
            configure?.Invoke(o);
        });
        services.AddHttpClient("app").AddTrafficRouting();
        var provider = services.BuildServiceProvider();
        try
        {
            return new(provider, time);
        }
        catch
        {
            provider.Dispose();
            throw;
        }
    }

    public HttpClient CreateClient() => _services.GetRequiredService<IHttpClientFactory>().CreateClient("app");

    public T Detail<T>(string name) => (T)Source.Status!.Details[name];

    public Task UntilTableAsync(string table, TimeSpan? within = null, TimeSpan? step = null) => UntilAsync(() => Table == table, () => $"The table is {Table}, not {table}.", within, step);

    /// <summary>Waits until something is so; where the clock is a fake one, it runs on meanwhile, by a step for each look.</summary>
    public async Task UntilAsync(Func<bool> isMet, Func<string>? explain = null, TimeSpan? within = null, TimeSpan? step = null)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(within ?? TimeSpan.FromMinutes(1));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(3));
        try
        {
            while (!isMet())
            {
                _time?.Advance(step ?? TimeSpan.FromMilliseconds(200));
                await timer.WaitForNextTickAsync(patience.Token);
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"{explain?.Invoke() ?? "It never came to be."} {string.Join('\n', Findings)} {string.Join(", ", Source.Status!.Details.Select(d => $"{d.Key}={d.Value}"))}");
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static string Weights(RouteOptions route) => string.Join(" ", route.Weights.Select(w => $"{w.Key}={w.Value.ToString(CultureInfo.InvariantCulture)}"));
}

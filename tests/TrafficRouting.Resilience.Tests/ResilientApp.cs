using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TrafficRouting.Http;
using TrafficRouting.TestKit;

namespace TrafficRouting.Resilience.Tests;

/// <summary>A container whose client <c>reviews</c> calls two real servers, of which v2 does as a test says.</summary>
internal sealed class ResilientApp : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly BackendServer _v1;
    private readonly BackendServer _v2;

    private ResilientApp(BackendServer v1, BackendServer v2, Action<RouteOptions>? route, Action<IServiceCollection> register)
    {
        (_v1, _v2) = (v1, v2);
        var services = new ServiceCollection();
        services.AddLogging(l => l.AddFakeLogging());
        services.AddSingleton<IRoutingObserver>(new Observer(Attempts));
        services.AddSingleton(RandomSource.Create(7));
        services.AddTrafficRouting(o =>
        {
            o.Backends["v1"] = new() { Address = v1.Address.ToString() };
            o.Backends["v2"] = new() { Address = v2.Address.ToString() };
            o.Services["reviews"] = new() { Hosts = { "reviews" }, Routes = { ["all"] = new() { Weights = { ["v1"] = 80, ["v2"] = 20 } } } };
            route?.Invoke(o.Services["reviews"].Routes["all"]);
        });
        register(services);
        _services = services.BuildServiceProvider();
    }

    public BackendServer V1 => _v1;

    public BackendServer V2 => _v2;

    public IServiceProvider Services => _services;

    public ConcurrentQueue<RoutedAttempt> Attempts { get; } = new();

    public IReadOnlyList<string> Warnings =>
    [
        .. _services.GetFakeLogCollector().GetSnapshot()
            .Where(e => e.Level == LogLevel.Warning && e.Category == typeof(TrafficRoutingHandler).FullName)
            .Select(e => e.Message),
    ];

    public static async Task<ResilientApp> StartAsync(
        Action<IServiceCollection> register, Action<RouteOptions>? route = null, Microsoft.AspNetCore.Http.RequestDelegate? v2 = null,
        Microsoft.AspNetCore.Http.RequestDelegate? v1 = null) =>
        new(
            await BackendServer.StartAsync("v1", v1),
            await BackendServer.StartAsync("v2", v2 ?? (context =>
            {
                context.Response.StatusCode = 503;
                return Task.CompletedTask;
            })),
            route,
            register);

    public HttpClient Client(string name = "reviews") => _services.GetRequiredService<IHttpClientFactory>().CreateClient(name);

    /// <summary>Counts the calls that are answered with 200.</summary>
    public async Task<int> CountGoodAsync(int calls)
    {
        var good = 0;
        using var client = Client();
        for (var i = 0; i < calls; i++)
        {
            try
            {
                using var response = await client.GetAsync("http://reviews/", TestContext.Current.CancellationToken);
                good += response.StatusCode == HttpStatusCode.OK ? 1 : 0;
            }
            catch (Polly.ExecutionRejectedException)
            {
                // By an open circuit.
            }
        }

        return good;
    }

    /// <summary>Gets the handlers of a client from outside to inside, without the factory's own.</summary>
    public IReadOnlyList<string> Pipeline(string name = "reviews")
    {
        var names = new List<string>();
        var handler = _services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(name);
        for (; handler is DelegatingHandler { InnerHandler: { } inner }; handler = inner)
            names.Add(handler.GetType().Name);
        names.RemoveAll(n => n is "LifetimeTrackingHttpMessageHandler" or "LoggingScopeHttpMessageHandler" or "LoggingHttpMessageHandler");
        return names;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _v1.DisposeAsync();
        await _v2.DisposeAsync();
    }

    private sealed class Observer(ConcurrentQueue<RoutedAttempt> attempts) : IRoutingObserver
    {
        public void OnCompleted(in RoutedAttempt attempt) => attempts.Enqueue(attempt);
    }
}

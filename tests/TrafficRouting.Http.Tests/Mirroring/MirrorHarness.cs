using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TrafficRouting.Http.Tests.Mirroring;

/// <summary>A container with one routed client whose requests to <c>http://orders</c> go to a primary and to mirrors.</summary>
internal sealed class MirrorHarness : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public MirrorHarness(
        Uri primary,
        IReadOnlyList<Uri> mirrors,
        Action<MirroringOptions>? mirroring = null,
        Action<MirrorOptions>? mirror = null,
        Action<TrafficRoutingOptions>? routing = null,
        Action<IServiceCollection>? services = null,
        TimeProvider? time = null)
    {
        var collection = new ServiceCollection();
        collection.AddMetrics();

        // In place of the one that is registered otherwise, so that its arrays can be followed.
        collection.AddSingleton(provider => new TrafficMirror(
            new MirrorTransport(provider.GetRequiredService<IHttpMessageHandlerFactory>()),
            provider.GetRequiredService<IMeterFactory>(),
            time,
            provider.GetRequiredService<ILogger<TrafficMirror>>(),
            provider.GetServices<IMirrorObserver>(),
            Pool));
        collection.AddTrafficRouting(options =>
        {
            Configure(options, primary, mirrors, mirror);
            mirroring?.Invoke(options.Mirroring);
            routing?.Invoke(options);
        });
        collection.AddHttpClient("orders", c => c.BaseAddress = new("http://orders")).AddTrafficRouting();
        services?.Invoke(collection);
        _services = collection.BuildServiceProvider();
        Outcomes = new(_services.GetRequiredService<IMeterFactory>());
        Client = _services.GetRequiredService<IHttpClientFactory>().CreateClient("orders");
        Mirror = _services.GetRequiredService<TrafficMirror>();
    }

    public HttpClient Client { get; }

    public TrafficMirror Mirror { get; }

    public MirrorOutcomes Outcomes { get; }

    public TrackingArrayPool Pool { get; } = new();

    public IServiceProvider Services => _services;

    /// <summary>Waits for as many copies as given to come to their end, and sees that nothing of them is left.</summary>
    public async Task SettleAsync(int copies)
    {
        await Outcomes.WaitForAsync(copies);
        await Mirror.WhenIdleAsync(TestContext.Current.CancellationToken).WaitAsync(MirroringTest.Patience);
        Assert.Equal((0L, 0), (Mirror.Channels.Waiting, Outcomes["unknown"]));
        Assert.False(Pool.WasMisused);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _services.DisposeAsync();
        Outcomes.Dispose();
        Assert.Equal((0L, 0L, 0, false), (Mirror.Channels.Waiting, Mirror.Budget.Held, Pool.Outstanding, Pool.WasMisused));
    }

    private static void Configure(TrafficRoutingOptions options, Uri primary, IReadOnlyList<Uri> mirrors, Action<MirrorOptions>? mirror)
    {
        options.Backends["v1"] = new() { Address = primary.ToString() };
        var route = new RouteOptions { Weights = { ["v1"] = 1 } };
        for (var i = 0; i < mirrors.Count; i++)
        {
            options.Backends[$"m{i + 1}"] = new() { Address = mirrors[i].ToString() };
            var added = new MirrorOptions { Methods = { "*" } };
            mirror?.Invoke(added);
            route.Mirrors[$"m{i + 1}"] = added;
        }

        options.Services["orders"] = new() { Hosts = { "orders" }, Routes = { ["default"] = route } };
    }
}

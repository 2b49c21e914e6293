using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Http;

namespace TrafficRouting.Telemetry.Tests;

/// <summary>A client of the service "reviews", routed to one backend and mirrored to another.</summary>
internal sealed class RoutedApp : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public RoutedApp(Uri stable, Uri? shadow = null, Action<IServiceCollection>? services = null)
    {
        var collection = new ServiceCollection();
        collection.AddTrafficRouting(options => Configure(options, stable, shadow));
        collection.AddHttpClient("reviews", c => c.BaseAddress = new("http://reviews")).AddTrafficRouting();
        services?.Invoke(collection);
        _services = collection.BuildServiceProvider();
    }

    public IServiceProvider Services => _services;

    public static void Configure(TrafficRoutingOptions options, Uri stable, Uri? shadow)
    {
        options.Backends["reviews-v1"] = new() { Address = stable.ToString() };
        var route = new RouteOptions { Weights = { ["reviews-v1"] = 1 } };
        if (shadow is not null)
        {
            options.Backends["reviews-v2"] = new() { Address = shadow.ToString() };
            route.Mirrors["reviews-v2"] = new() { Compare = new() };
        }

        options.Services["reviews"] = new() { Hosts = { "reviews" }, Routes = { ["default"] = route } };
    }

    public async Task GetAsync(string path = "/reviews/1")
    {
        var client = _services.GetRequiredService<IHttpClientFactory>().CreateClient("reviews");
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }

    public Task WhenMirroredAsync() =>
        _services.GetRequiredService<TrafficMirror>().WhenIdleAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1));

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

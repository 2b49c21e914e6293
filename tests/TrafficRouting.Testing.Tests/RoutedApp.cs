using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace TrafficRouting.Testing.Tests;

/// <summary>An application with the clients of routing.json, as a user would test it.</summary>
internal sealed class RoutedApp : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public RoutedApp(Action<FakeTrafficRouting>? script = null, Action<IServiceCollection>? services = null)
    {
        var collection = new ServiceCollection();
        collection.AddTrafficRouting(Section);
        collection.AddHttpClient("reviews", c => c.BaseAddress = new("http://reviews")).AddTrafficRouting();
        collection.AddHttpClient("plain", c => c.BaseAddress = new("http://plain"));
        services?.Invoke(collection);
        collection.AddFakeTrafficRouting(script);
        _services = collection.BuildServiceProvider();
    }

    public static IConfigurationSection Section { get; } =
        new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "routing.json")).Build().GetSection("TrafficRouting");

    public FakeTrafficRouting Fake => _services.GetFakeTrafficRouting();

    public IServiceProvider Services => _services;

    public HttpClient Client(string name = "reviews") => _services.GetRequiredService<IHttpClientFactory>().CreateClient(name);

    public async Task<HttpResponseMessage> SendAsJasonAsync(CancellationToken? cancellationToken = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/reviews/1") { Headers = { { "end-user", "jason" } } };
        return await Client().SendAsync(request, cancellationToken ?? TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

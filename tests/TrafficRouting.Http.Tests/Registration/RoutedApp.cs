using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TrafficRouting.Http.Tests.Registration;

/// <summary>A container with a route table, and what it logs.</summary>
internal sealed class RoutedApp : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public RoutedApp(TrafficRoutingOptions options, Action<IServiceCollection> register, LogLevel level = LogLevel.Information)
    {
        var services = new ServiceCollection();
        services.AddLogging(l => l.SetMinimumLevel(level).AddFakeLogging());
        services.AddTrafficRouting(o => options.CopyTo(o));
        register(services);
        _services = services.BuildServiceProvider();
    }

    public IServiceProvider Services => _services;

    public IHttpClientFactory Clients => _services.GetRequiredService<IHttpClientFactory>();

    /// <summary>Gets the warnings and debug lines of the client's handlers.</summary>
    public IReadOnlyList<string> Logged(LogLevel level) =>
    [
        .. _services.GetFakeLogCollector().GetSnapshot()
            .Where(e => e.Level == level && e.Category == typeof(TrafficRoutingHandler).FullName)
            .Select(e => e.Message),
    ];

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

using Microsoft.AspNetCore.HeaderPropagation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;

namespace TrafficRouting.Http.Tests.Registration;

/// <summary>Handlers on the wrong side of routing are warned about when the host has started.</summary>
public sealed class InspectionTests
{
    [Fact]
    public async Task Handlers_OnTheWrongSide_AreWarnedOfOnceAtTheStart()
    {
        await using var app = new RoutedApp(Routing.To(new("http://v1")), services => services.AddHttpClient("reviews")
            .AddHttpMessageHandler(() => new ResilienceHandler())
            .AddTrafficRouting()
            .AddHttpMessageHandler(() => new HeaderPropagationMessageHandler()));

        await StartAsync(app);
        await StartAsync(app);
        app.Clients.CreateClient("reviews").Dispose();

        Assert.Collection(
            app.Logged(LogLevel.Warning),
            w => Assert.Contains("'reviews' a resilience handler stands outside", w, StringComparison.Ordinal),
            w => Assert.Contains("'reviews' HeaderPropagationMessageHandler stands inside", w, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Handlers_OnTheRightSide_AreNotWarnedOf()
    {
        await using var app = new RoutedApp(Routing.To(new("http://v1")), services => services.AddHttpClient("reviews")
            .AddHttpMessageHandler(() => new HeaderPropagationMessageHandler())
            .AddTrafficRouting()
            .AddHttpMessageHandler(() => new ResilienceHandler()));

        await StartAsync(app);

        Assert.Empty(app.Logged(LogLevel.Warning));
    }

    [Fact]
    public async Task Client_ThatCannotBeMade_DoesNotStopTheHost()
    {
        await using var app = new RoutedApp(Routing.To(new("http://v1")), services => services.AddHttpClient("reviews")
            .AddTrafficRouting()
            .ConfigurePrimaryHttpMessageHandler(() => throw new InvalidOperationException("not yet")));

        await StartAsync(app);

        Assert.Throws<InvalidOperationException>(() => app.Clients.CreateClient("reviews"));
    }

    private static async Task StartAsync(RoutedApp app)
    {
        foreach (var service in app.Services.GetServices<IHostedService>().OfType<IHostedLifecycleService>())
            await service.StartedAsync(TestContext.Current.CancellationToken);
    }
}

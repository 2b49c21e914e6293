using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace TrafficPage;

/// <summary>The application that calls the services and shows what happens.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Shop(WebApplication app) => _app = app;

    public static string RoutingFile { get; } = Path.Combine(AppContext.BaseDirectory, "routing.json");

    public Uri Page => new($"{_app.Urls.Single()}/traffic");

    public static async Task<Shop> StartAsync(ShopBackends backends)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development, ApplicationName = "shop" });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Configuration.AddJsonFile(RoutingFile, optional: false, reloadOnChange: true).AddInMemoryCollection(backends.Addresses);

        builder.Services.AddTrafficRouting(builder.Configuration.GetSection("TrafficRouting")).AddRollouts();
        foreach (var client in ShopLoad.Clients)
            builder.Services.AddHttpClient(client).AddTrafficRouting();
        builder.Services.AddHostedService<ShopLoad>();
        builder.Services.AddHealthChecks().AddTrafficRouting();
        // Everybody on this machine may steer; in production, ask for a role.
        builder.Services.AddAuthorization(o => o.AddPolicy("operators", p => p.RequireAssertion(_ => true)));

        var app = builder.Build();
        app.MapHealthChecks("/health");
        app.MapTrafficRouting("/traffic", page =>
        {
            page.Commands = true;
            page.CommandPolicy = "operators";
        });
        await app.StartAsync();
        return new(app);
    }

    public Task WaitForShutdownAsync() => _app.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

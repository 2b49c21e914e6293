using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace TrafficRouting.AspNetCore.Tests.Context;

/// <summary>A real ASP.NET Core service that answers with its name, and with what the one behind it answers: <c>front > shop</c>.</summary>
internal sealed class ChainService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ChainService(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public IServiceProvider Services => _app.Services;

    /// <summary>Gets what it saw of the last request: the baggage of the activity, then the headers.</summary>
    public string Seen { get; private set; } = "";

    /// <summary>Starts it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="next">The service that it calls, or null.</param>
    /// <param name="routing">Its routes; none by default.</param>
    /// <param name="logs">Whether somebody logs, without whom ASP.NET Core begins no activity.</param>
    /// <param name="pipeline">What comes first in it.</param>
    /// <param name="services">Adds services.</param>
    public static async Task<ChainService> StartAsync(
        string name,
        string? next = null,
        Action<TrafficRoutingOptions>? routing = null,
        bool logs = true,
        Action<WebApplication>? pipeline = null,
        Action<IServiceCollection>? services = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (logs)
            builder.Logging.AddProvider(new Listener());
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var client = builder.Services.AddHttpClient("next");
        if (routing is not null)
        {
            builder.Services.AddTrafficRouting(routing);
            client.AddTrafficRouting();
        }

        services?.Invoke(builder.Services);
        var app = builder.Build();
        var service = new ChainService(app);
        pipeline?.Invoke(app);
        app.Run(context => service.AnswerAsync(context, name, next));
        await app.StartAsync();
        return service;
    }

    /// <summary>Calls it as a stranger would: not traced, with baggage or without.</summary>
    public async Task<string> CallAsync(string? baggage = null, string header = "baggage")
    {
        using var handler = new SocketsHttpHandler { ActivityHeadersPropagator = null };
        using var client = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, Address);
        if (baggage is not null)
            request.Headers.TryAddWithoutValidation(header, baggage);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context, string name, string? next)
    {
        var activity = string.Join(' ', (Activity.Current?.Baggage ?? []).Select(item => $"{item.Key}={item.Value}").Order(StringComparer.Ordinal));
        Seen = $"{activity} | {context.Request.Headers["baggage"]}{context.Request.Headers["Correlation-Context"]}";
        await context.Response.WriteAsync(name);
        if (next is null)
            return;
        using var client = Services.GetRequiredService<IHttpClientFactory>().CreateClient("next");
        await context.Response.WriteAsync(" > " + await client.GetStringAsync(new Uri($"http://{next}/"), context.RequestAborted));
    }

    private sealed class Listener : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new Silent();

        public void Dispose()
        {
        }

        private sealed class Silent : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => NullLogger.Instance.BeginScope(state);

            public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Critical;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
            }
        }
    }
}

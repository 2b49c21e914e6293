using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TrafficRouting;

namespace SandboxSample;

/// <summary>One instance of a service: it answers with its name, and with what the service behind it answers. Nothing in it knows of sandboxes.</summary>
internal sealed class Instance : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _calls;
    private int _withBaggage;

    private Instance(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    /// <summary>Gets the number of requests that came here.</summary>
    public int Calls => _calls;

    /// <summary>Gets how many of them carried baggage, of whatever name.</summary>
    public int WithBaggage => _withBaggage;

    public static async Task<Instance> StartAsync(string name, string? next = null, Action<TrafficRoutingOptions>? routes = null, Action<WebApplication>? first = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        // Somebody has to log or trace: only then does ASP.NET Core read what requests carry.
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        if (routes is not null)
        {
            builder.Services.AddTrafficRouting(routes);
            builder.Services.AddHttpClient("next").AddTrafficRouting();
        }

        var app = builder.Build();
        var instance = new Instance(app);
        first?.Invoke(app);
        app.Run(context => instance.AnswerAsync(context, name, next));
        await app.StartAsync();
        return instance;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, string name, string? next)
    {
        Interlocked.Increment(ref _calls);
        if (Activity.Current?.Baggage.Any() is true)
            Interlocked.Increment(ref _withBaggage);
        await context.Response.WriteAsync(name);
        if (next is null)
            return;
        using var client = context.RequestServices.GetRequiredService<IHttpClientFactory>().CreateClient("next");
        await context.Response.WriteAsync(" > " + await client.GetStringAsync($"http://{next}/", context.RequestAborted));
    }
}

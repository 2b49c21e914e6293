using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ResilienceSample;

/// <summary>A stable backend that answers, and a canary that answers 503 to everything.</summary>
internal sealed class Backends : IAsyncDisposable
{
    private readonly WebApplication _stable = Build(StatusCodes.Status200OK);
    private readonly WebApplication _canary = Build(StatusCodes.Status503ServiceUnavailable);

    public string Stable => _stable.Urls.First();

    public string Canary => _canary.Urls.First();

    public async Task StartAsync()
    {
        await _stable.StartAsync();
        await _canary.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stable.DisposeAsync();
        await _canary.DisposeAsync();
    }

    private static WebApplication Build(int status)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        return app;
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FailoverSample;

/// <summary>A real server that dies, connections and all, and comes back at its address.</summary>
internal sealed class MortalBackend : IAsyncDisposable
{
    private WebApplication? _app;
    private long _answered;

    public string Address { get; private set; } = "http://127.0.0.1:0";

    /// <summary>Gets how many requests it has answered, over all of its lives.</summary>
    public long Answered => Interlocked.Read(ref _answered);

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Address);
        _app = builder.Build();
        _app.Run(context =>
        {
            Interlocked.Increment(ref _answered);
            context.Response.ContentLength = 2;
            return context.Response.WriteAsync("ok");
        });
        await _app.StartAsync();
        Address = _app.Urls.First();
    }

    public async Task DieAsync()
    {
        if (_app is null)
            return;
        // Without waiting for what is under way.
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        _app = null;
    }

    public async ValueTask DisposeAsync() => await DieAsync();
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TrafficRouting.Benchmarks.Mirroring;

/// <summary>The primary and the mirror backend, in one other process, which ends when its input does.</summary>
internal sealed class BackendProcess : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _control = new();

    private BackendProcess(Process process, Uri primary, Uri mirror) => (_process, Primary, Mirror) = (process, primary, mirror);

    public Uri Primary { get; }

    public Uri Mirror { get; }

    public static async Task<BackendProcess> StartAsync()
    {
        // Started through the host when this program was, so that it works under dotnet run and as an executable.
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(BackendProcess).Assembly.Location);
        start.ArgumentList.Add("mirror-backends");
        var process = Process.Start(start)!;
        var primary = await process.StandardOutput.ReadLineAsync();
        var mirror = await process.StandardOutput.ReadLineAsync();
        return new(process, new Uri(primary!), new Uri(mirror!));
    }

    /// <summary>Has the other process send the mirror's load to itself.</summary>
    public async Task LoadAsync(TimeSpan time, int perSecond) =>
        (await _control.GetAsync(new Uri(Mirror, $"/load?ms={time.TotalMilliseconds:0}&rps={perSecond}"))).Dispose();

    /// <summary>The other process.</summary>
    public static async Task<int> ServeAsync()
    {
        await using var primary = await ServeAsync(AnswerPrimary);
        await using var mirror = await ServeAsync(AnswerMirror);
        Console.WriteLine(Address(primary));
        Console.WriteLine(Address(mirror));
        while (await Console.In.ReadLineAsync() is not null)
        {
            // Nothing is said to it but the end.
        }

        return 0;
    }

    public void Dispose()
    {
        _control.Dispose();
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static async Task<WebApplication> ServeAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return app;
    }

    private static string Address(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    private static async Task AnswerPrimary(HttpContext context)
    {
        if (HttpMethods.IsPost(context.Request.Method))
            await context.Request.Body.CopyToAsync(Stream.Null);
        await context.Response.WriteAsync("ok");
    }

    private static async Task AnswerMirror(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/slow", StringComparison.Ordinal))
            await Task.Delay(TimeSpan.FromSeconds(5), context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        else if (context.Request.Path == "/load")
            await LoadSelfAsync(context.Request);
        else
            await context.Response.WriteAsync("ok");
    }

    private static async Task LoadSelfAsync(HttpRequest request)
    {
        var time = int.Parse(request.Query["ms"]!, CultureInfo.InvariantCulture);
        var perSecond = int.Parse(request.Query["rps"]!, CultureInfo.InvariantCulture);
        var target = new Uri($"{request.Scheme}://{request.Host}/");
        var interval = Stopwatch.Frequency / perSecond;
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < time * perSecond / 1000; i++)
        {
            while (Stopwatch.GetTimestamp() < start + (i * interval))
                await Task.Delay(1);
            (await Loader.GetAsync(target, HttpCompletionOption.ResponseHeadersRead)).Dispose();
        }
    }

    private static readonly HttpClient Loader = new();
}

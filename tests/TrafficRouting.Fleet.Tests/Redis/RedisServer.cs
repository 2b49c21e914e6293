using System.Diagnostics;

namespace TrafficRouting.Fleet.Tests.Redis;

/// <summary>A real Redis: the one that TEST_REDIS names, or one started here.</summary>
public sealed class RedisServer : IDisposable
{
    private readonly Process? _process;

    public RedisServer()
    {
        if (Environment.GetEnvironmentVariable("TEST_REDIS") is { Length: > 0 } given)
            Configuration = given;
        else if (ServerProcess.Find("redis-server") is { } program)
            (_process, Configuration) = Start(program);
    }

    public string? Configuration { get; }

    public string Required()
    {
        Assert.SkipWhen(Configuration is null, "There is no redis-server: \"apt-get install redis-server\", or name one in TEST_REDIS.");
        return Configuration;
    }

    public void Dispose()
    {
        _process?.Kill();
        _process?.Dispose();
    }

    private static (Process Process, string Configuration) Start(string program)
    {
        var port = ServerProcess.FreePort();
        var process = ServerProcess.Start(program, "--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", Path.GetTempPath());
        while (process.StandardOutput.ReadLine() is { } line && !line.Contains("Ready to accept", StringComparison.Ordinal))
        {
        }

        _ = process.StandardOutput.ReadToEndAsync();
        return (process, $"127.0.0.1:{port}");
    }
}

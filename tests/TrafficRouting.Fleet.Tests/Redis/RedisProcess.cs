using System.Diagnostics;
using System.Globalization;

namespace TrafficRouting.Fleet.Tests.Redis;

/// <summary>A redis-server of a test's own.</summary>
internal sealed class RedisProcess : IDisposable
{
    private readonly Process _process;
    private readonly string _folder = Directory.CreateTempSubdirectory("redis").FullName;

    private RedisProcess(string program, IEnumerable<string> more)
    {
        Port = ServerProcess.FreePort();
        _process = ServerProcess.Start(program, [
            "--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", _folder, "--repl-diskless-sync-delay", "0", .. more,
        ]);
        while (_process.StandardOutput.ReadLine() is { } line && !line.Contains("Ready to accept", StringComparison.Ordinal))
        {
        }

        _ = _process.StandardOutput.ReadToEndAsync();
    }

    public int Port { get; }

    public string Configuration => $"127.0.0.1:{Port}";

    public static string? Program => ServerProcess.Find("redis-server");

    /// <summary>Starts a server, or skips the test where there is none.</summary>
    public static RedisProcess Start(params IEnumerable<string> more)
    {
        Assert.SkipWhen(Program is null, RedisServer.Missing);
        return new(Program, more);
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}

using System.Diagnostics;
using System.Runtime.InteropServices;

namespace TrafficRouting.Fleet.Tests.PostgreSql;

/// <summary>A PostgreSQL of a test's own.</summary>
internal sealed class PostgreSqlProcess : IAsyncDisposable
{
    // It refuses to run as root.
    private static readonly string[] User = Environment.IsPrivilegedProcess && !RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
        ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "env", "-i", "PATH=/usr/bin:/bin"]
        : ["env"];

    private static readonly string? InitDb = ServerProcess.Find(
        "initdb",
        Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql", "*").Select(d => Path.Combine(d, "bin")).OrderDescending(StringComparer.Ordinal) : []);

    private readonly string _folder = Directory.CreateTempSubdirectory("postgresql").FullName;
    private readonly int _port = ServerProcess.FreePort();
    private Process? _process;

    private PostgreSqlProcess()
    {
    }

    public static bool IsInstalled => InitDb is not null;

    public string ConnectionString => $"Host=127.0.0.1;Port={_port};Username=test;Database=postgres;Maximum Pool Size=20";

    private string Data => Path.Combine(_folder, "data");

    public static async Task<PostgreSqlProcess> CreateAsync()
    {
        var server = new PostgreSqlProcess();
        if (User.Length > 1)
            await ServerProcess.RunAsync("chown", "postgres", server._folder);
        await ServerProcess.RunAsync(User[0], [.. User[1..], InitDb!, "-D", server.Data, "-U", "test", "--auth=trust", "--encoding=UTF8", "--no-sync"]);
        await server.StartAsync();
        return server;
    }

    public async Task StartAsync()
    {
        _process = ServerProcess.Start(User[0], [
            .. User[1..], Program("postgres"), "-D", Data,
            "-c", "listen_addresses=127.0.0.1", "-c", $"port={_port}", "-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "max_connections=300",
        ]);
        while (await _process.StandardError.ReadLineAsync() is { } line && !line.Contains("ready to accept", StringComparison.Ordinal))
        {
        }

        _ = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Stops it as a crash would, with every connection.</summary>
    public async Task StopAsync()
    {
        await ServerProcess.RunAsync(User[0], [.. User[1..], Program("pg_ctl"), "-D", Data, "-m", "immediate", "stop"]);
        await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        // Its children end with it.
        _process?.Kill();
        await EndAsync();
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // A child of it still closes a file.
        }
    }

    private static string Program(string name) => Path.Combine(Path.GetDirectoryName(InitDb!)!, name);

    private async Task EndAsync()
    {
        if (_process is null)
            return;
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }
}

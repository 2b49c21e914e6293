using System.Diagnostics;
using System.Runtime.InteropServices;
using Npgsql;

namespace TrafficRouting.Fleet.Tests.PostgreSql;

/// <summary>A real PostgreSQL: the one that TEST_POSTGRESQL names, or one started here.</summary>
public sealed class PostgreSqlServer : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("postgresql").FullName;
    private Process? _process;

    public string? ConnectionString { get; private set; } = Environment.GetEnvironmentVariable("TEST_POSTGRESQL");

    public string Required()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(ConnectionString), "There is no PostgreSQL: \"apt-get install postgresql\", or name one in TEST_POSTGRESQL.");
        return ConnectionString;
    }

    public async ValueTask InitializeAsync()
    {
        string[] debian = Directory.Exists("/usr/lib/postgresql") ? [.. Directory.GetDirectories("/usr/lib/postgresql", "*").Select(d => Path.Combine(d, "bin")).OrderDescending(StringComparer.Ordinal)] : [];
        if (!string.IsNullOrEmpty(ConnectionString) || ServerProcess.Find("initdb", debian) is not { } initdb)
            return;
        // It refuses to run as root.
        string[] user = Environment.IsPrivilegedProcess && !RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "env", "-i", "PATH=/usr/bin:/bin"]
            : ["env"];
        if (user.Length > 1)
            await ServerProcess.RunAsync("chown", "postgres", _folder);
        var (data, port) = (Path.Combine(_folder, "data"), ServerProcess.FreePort());
        await ServerProcess.RunAsync(user[0], [.. user[1..], initdb, "-D", data, "-U", "test", "--auth=trust", "--encoding=UTF8", "--no-sync"]);
        _process = ServerProcess.Start(user[0], [
            .. user[1..], Path.Combine(Path.GetDirectoryName(initdb)!, "postgres"), "-D", data,
            "-c", "listen_addresses=127.0.0.1", "-c", $"port={port}", "-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "max_connections=300",
        ]);
        while (await _process.StandardError.ReadLineAsync() is { } line && !line.Contains("ready to accept", StringComparison.Ordinal))
        {
        }

        _ = _process.StandardError.ReadToEndAsync();
        ConnectionString = $"Host=127.0.0.1;Port={port};Username=test;Database=postgres;Maximum Pool Size=20";
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_process is not null)
        {
            // Its children end with it.
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // A child of it still closes a file.
        }
    }
}

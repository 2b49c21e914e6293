using System.Diagnostics;
using System.Text.Json;

namespace Fleet;

/// <summary>A process of replicas, seen by the one that started it.</summary>
internal sealed class FleetProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly SemaphoreSlim _asking = new(1, 1);

    private FleetProcess(Process process) => _process = process;

    public static async Task<FleetProcess> StartAsync(FleetSettings settings, string mode)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        // By its own host, or as the library that "dotnet" is given.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        foreach (var argument in settings.ToArguments().Prepend(mode))
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        await process.StandardOutput.ReadLineAsync();
        return new(process);
    }

    public Task<List<ReplicaMoment>> LookAsync() => AskAsync("look");

    public async Task<List<ReplicaMoment>> AskAsync(string line)
    {
        await _asking.WaitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync(line);
            return JsonSerializer.Deserialize((await _process.StandardOutput.ReadLineAsync())!, ReplicaMomentContext.Default.ListReplicaMoment)!;
        }
        finally
        {
            _asking.Release();
        }
    }

    /// <summary>Ends the process in the middle of whatever it does.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(5)))
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _asking.Dispose();
    }
}

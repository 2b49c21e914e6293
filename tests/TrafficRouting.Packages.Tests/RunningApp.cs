using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;

namespace TrafficRouting.Packages.Tests;

/// <summary>A web application of a page or a template, run as a process of its own in Development.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    private readonly Process _process;

    private RunningApp(Process process, string address)
    {
        _process = process;
        Client = new() { BaseAddress = new(address) };
    }

    public HttpClient Client { get; }

    /// <summary>Starts an application, and waits until it says where it listens.</summary>
    public static async Task<RunningApp> StartAsync(string folder, params string[] arguments)
    {
        const string listening = "Now listening on: ";
        var start = new ProcessStartInfo(DotnetCli.Program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        var process = new Process { StartInfo = start };
        var address = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var output = new StringBuilder();
        void Read(object sender, DataReceivedEventArgs line)
        {
            if (line.Data?.IndexOf(listening, StringComparison.Ordinal) is >= 0 and var at)
                address.TrySetResult(line.Data[(at + listening.Length)..]);
            else if (line.Data is null)
                address.TrySetException(new InvalidOperationException($"The application ended before it listened:\n{output}"));
            else
                output.AppendLine(line.Data);
        }

        process.OutputDataReceived += Read;
        process.ErrorDataReceived += (_, line) => output.AppendLine(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            return new(process, await address.Task.WaitAsync(TimeSpan.FromMinutes(1)));
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }
    }

    /// <summary>Gets how many calls each version answered.</summary>
    public async Task<Dictionary<string, int>> CallAsync(string path, CancellationToken cancellationToken) =>
        (await Client.GetFromJsonAsync<Dictionary<string, int>>(path, cancellationToken))!;

    /// <summary>Calls until the answers are as they should be.</summary>
    public async Task WaitForAsync(string path, Func<Dictionary<string, int>, bool> isReached, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(TimeSpan.FromMinutes(1));
        while (!isReached(await CallAsync(path, timeout.Token)))
        {
            // Each look is two hundred calls, and so the load that a rollout waits for.
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}

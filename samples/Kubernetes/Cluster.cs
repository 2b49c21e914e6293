using System.ComponentModel;
using System.Diagnostics;
using TrafficRouting.TestKit.Kubernetes;

namespace Kubernetes;

/// <summary>The cluster of <c>KUBECONFIG</c>, or an API server of this process; both are steered by kubectl.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly ApiServer? _server;

    private Cluster(ApiServer? server, string? kubeConfig) => (_server, KubeConfig) = (server, kubeConfig);

    /// <summary>Gets the kubeconfig; null for the one that kubectl finds by itself.</summary>
    public string? KubeConfig { get; }

    public string Name => _server is null ? $"the cluster of {Environment.GetEnvironmentVariable("KUBECONFIG")}" : $"an API server of this process, {_server.Address}";

    public static async Task<Cluster> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("KUBECONFIG") is { Length: > 0 })
            return new(null, null);
        var server = await ApiServer.StartAsync();
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.kubeconfig");
        await File.WriteAllTextAsync(path, $$"""
            apiVersion: v1
            kind: Config
            current-context: sample
            clusters: [ { name: sample, cluster: { server: "{{server.Address}}" } } ]
            users: [ { name: sample, user: { token: sample } } ]
            contexts: [ { name: sample, context: { cluster: sample, user: sample } } ]

            """);
        return new(server, path);
    }

    /// <summary>Runs kubectl, and gives whether it went well and what it said, or why it could not be started.</summary>
    public async Task<(bool IsOk, string Said)> KubectlAsync(IEnumerable<string> arguments, string? input = null)
    {
        string[] where = KubeConfig is null ? [] : ["--kubeconfig", KubeConfig];
        var start = new ProcessStartInfo("kubectl", [.. where, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            return (false, e.Message);
        }

        using var running = process;
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading; what it said tells why.
        }

        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode == 0, $"{await output}{await error}".Trim());
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is null)
            return;
        File.Delete(KubeConfig!);
        await _server.DisposeAsync();
    }
}

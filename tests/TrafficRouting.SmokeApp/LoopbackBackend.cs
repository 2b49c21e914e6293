using System.Net;
using System.Net.Sockets;
using System.Text;

/// <summary>A backend of a few lines, on a port given by the system.</summary>
internal sealed class LoopbackBackend : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource<string> _received = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LoopbackBackend(string answer)
    {
        _listener.Start();
        _ = AnswerAsync($"HTTP/1.1 200 OK\r\nContent-Length: {answer.Length}\r\nConnection: close\r\n\r\n{answer}");
    }

    public string Address => $"http://{_listener.LocalEndpoint}";

    /// <summary>Gets the first line of the request.</summary>
    public Task<string> Received => _received.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public void Dispose() => _listener.Dispose();

    private async Task AnswerAsync(string response)
    {
        using var connection = await _listener.AcceptTcpClientAsync();
        await using var stream = connection.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var line = await reader.ReadLineAsync();
        while (await reader.ReadLineAsync() is { Length: > 0 })
        {
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(response));
        _received.TrySetResult(line ?? string.Empty);
    }
}

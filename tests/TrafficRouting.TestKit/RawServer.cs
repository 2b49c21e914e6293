using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TrafficRouting.TestKit;

/// <summary>A socket that speaks just enough HTTP/1.1 to record requests byte for byte, where a real server would interpret or refuse them.</summary>
public sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stopping = new();
    private readonly string _answer;
    private readonly Task _accepting;

    private RawServer(string answer, IPAddress address)
    {
        _answer = answer;
        _listener = new(address, 0);
        _listener.Start();
        var port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        Address = new(address.AddressFamily == AddressFamily.InterNetworkV6 ? $"http://[{address}]:{port}" : $"http://{address}:{port}");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    public ConcurrentQueue<RawRequest> Requests { get; } = new();

    /// <summary>Starts a server on loopback that gives every request the same answer, 200 without a body by default.</summary>
    public static RawServer Start(string answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", IPAddress? address = null) => new(answer, address ?? IPAddress.Loopback);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            var stream = client.GetStream();
            var input = new List<byte>();
            while (await ReadHeadAsync(stream, input) is { } head)
            {
                var length = head.Lines.Where(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)).Select(l => int.Parse(l[15..], CultureInfo.InvariantCulture)).FirstOrDefault();
                while (input.Count < length && await FillAsync(stream, input))
                {
                }

                input.RemoveRange(0, length);
                Requests.Enqueue(head);
                await stream.WriteAsync(Encoding.Latin1.GetBytes(_answer), _stopping.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The client has gone, or the test is over.
        }
    }

    private async Task<RawRequest?> ReadHeadAsync(NetworkStream stream, List<byte> input)
    {
        while (true)
        {
            var text = Encoding.Latin1.GetString([.. input]);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0)
            {
                input.RemoveRange(0, end + 4);
                return new(text[..end].Split("\r\n"));
            }

            if (!await FillAsync(stream, input))
                return null;
        }
    }

    private async Task<bool> FillAsync(NetworkStream stream, List<byte> input)
    {
        var buffer = new byte[16_384];
        var read = await stream.ReadAsync(buffer, _stopping.Token);
        input.AddRange(buffer.AsSpan(0, read));
        return read > 0;
    }
}

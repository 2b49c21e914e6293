using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TrafficRouting.Http.Tests.Mirroring;

/// <summary>An HTTP/1.1 server on a bare socket that keeps every byte it receives.</summary>
internal sealed class FaultyServer : IAsyncDisposable
{
    private static readonly byte[] Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8.ToArray();
    private static readonly byte[] Bad = "HTTP/1.1 400 Bad Request\r\nContent-Length: 3\r\n\r\nbad"u8.ToArray();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private readonly ConcurrentBag<Task> _serving = [];

    private readonly string _behavior;

    /// <summary>Starts a server.</summary>
    /// <param name="behavior">What it does beside reading: "early" answers 400 before the body, a number breaks the connection after as many bytes of it.</param>
    public FaultyServer(string behavior)
    {
        _behavior = behavior;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Gets the requests read to their end: everything as it came, and the body without its framing.</summary>
    public ConcurrentQueue<(string Raw, byte[] Body)> Requests { get; } = new();

    /// <summary>Waits until the connections have been read to their end, which their client has closed.</summary>
    public Task CompleteAsync() => Task.WhenAll(_serving);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                // Counted before it begins: who has the answer may ask at once whether all was read.
                var serving = new Task<Task>(() => ServeAsync(client));
                _serving.Add(serving.Unwrap());
                serving.Start(TaskScheduler.Default);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            await CompleteAsync();
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var reader = new ByteReader(client.GetStream(), _stop.Token);
                while (await reader.TryStartAsync())
                    await AnswerAsync(client, reader);
            }
            catch (Exception e) when (e is IOException or EndOfStreamException or OperationCanceledException)
            {
                // The client has gone, or was sent away.
            }
        }
    }

    private async Task AnswerAsync(TcpClient client, ByteReader reader)
    {
        var stream = client.GetStream();
        var headers = await reader.HeadersAsync();
        if (_behavior == "early")
            await stream.WriteAsync(Bad, _stop.Token);
        var limit = int.TryParse(_behavior, CultureInfo.InvariantCulture, out var at) ? at : int.MaxValue;
        using var body = new MemoryStream();
        if (!await TryReadBodyAsync(reader, headers, body, limit))
        {
            client.Client.LingerState = new(enable: true, seconds: 0);
            client.Client.Close();
            throw new EndOfStreamException();
        }

        Requests.Enqueue((reader.Raw(), body.ToArray()));
        if (_behavior != "early")
            await stream.WriteAsync(Ok, _stop.Token);
    }

    private static async Task<bool> TryReadBodyAsync(ByteReader reader, string headers, MemoryStream body, int limit)
    {
        if (headers.Contains("chunked", StringComparison.OrdinalIgnoreCase))
        {
            while (int.Parse(await reader.LineAsync(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var size)
            {
                await reader.CopyAsync(body, size);
                await reader.LineAsync();
                if (body.Length > limit)
                    return false;
            }

            await reader.LineAsync();
            return true;
        }

        var length = headers.Split("\r\n").FirstOrDefault(h => h.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) is { } line
            ? int.Parse(line[15..], CultureInfo.InvariantCulture)
            : 0;
        await reader.CopyAsync(body, Math.Min(length, limit));
        return length <= limit;
    }

#pragma warning disable CA1001 // It holds memory alone.
    private sealed class ByteReader(NetworkStream stream, CancellationToken stop)
#pragma warning restore CA1001
    {
        private readonly byte[] _buffer = new byte[16_384];
        private readonly MemoryStream _raw = new();
        private int _at;
        private int _end;

        public string Raw() => Encoding.Latin1.GetString(_raw.ToArray());

        public async Task<bool> TryStartAsync()
        {
            _raw.SetLength(0);
            return _at < _end || await TryFillAsync();
        }

        public async Task<string> HeadersAsync()
        {
            var text = new StringBuilder();
            while (await LineAsync() is { Length: > 0 } line)
                text.Append(line).Append("\r\n");
            return text.ToString();
        }

        public async Task<string> LineAsync()
        {
            var line = new StringBuilder();
            while (true)
            {
                if (_at == _end && !await TryFillAsync())
                    throw new EndOfStreamException();
                var next = Take();
                if (next == '\n')
                    return line.ToString().TrimEnd('\r');
                line.Append((char)next);
            }
        }

        public async Task CopyAsync(MemoryStream to, int count)
        {
            while (count > 0)
            {
                if (_at == _end && !await TryFillAsync())
                    throw new EndOfStreamException();
                var piece = Math.Min(count, _end - _at);
                to.Write(_buffer, _at, piece);
                _raw.Write(_buffer, _at, piece);
                _at += piece;
                count -= piece;
            }
        }

        private byte Take()
        {
            _raw.WriteByte(_buffer[_at]);
            return _buffer[_at++];
        }

        private async Task<bool> TryFillAsync()
        {
            _at = 0;
            _end = await stream.ReadAsync(_buffer, stop);
            return _end > 0;
        }
    }
}

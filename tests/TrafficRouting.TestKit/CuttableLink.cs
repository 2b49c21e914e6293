using System.Net;
using System.Net.Sockets;

namespace TrafficRouting.TestKit;

/// <summary>A forwarder on loopback that can be cut: what a partition between a replica and its store looks like.</summary>
public sealed class CuttableLink : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly (string Host, int Port) _target;
    private readonly List<TcpClient> _open = [];
    private volatile bool _isCut;

    /// <summary>Begins to forward.</summary>
    /// <param name="target">The host and port that is forwarded to.</param>
    public CuttableLink(string target)
    {
        var colon = target.LastIndexOf(':');
        _target = (target[..colon], int.Parse(target[(colon + 1)..], System.Globalization.CultureInfo.InvariantCulture));
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Gets the host and port to connect to.</summary>
    public string Configuration => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Ends all connections and takes no more.</summary>
    public void Cut()
    {
        _isCut = true;
        lock (_open)
        {
            _open.ForEach(c => c.Close());
            _open.Clear();
        }
    }

    /// <summary>Takes connections again.</summary>
    public void Heal() => _isCut = false;

    public void Dispose()
    {
        Cut();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                if (_isCut)
                    client.Close();
                else
                    _ = ForwardAsync(client);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Ended.
        }
    }

    private async Task ForwardAsync(TcpClient client)
    {
        using var server = new TcpClient { NoDelay = true };
        try
        {
            client.NoDelay = true;
            await server.ConnectAsync(_target.Host, _target.Port);
            lock (_open)
                _open.AddRange([client, server]);
            await Task.WhenAny(client.GetStream().CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(client.GetStream()));
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }

        client.Close();
    }
}

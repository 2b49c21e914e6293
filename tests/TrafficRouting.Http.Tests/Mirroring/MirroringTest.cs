using System.Net;
using System.Net.Sockets;

namespace TrafficRouting.Http.Tests.Mirroring;

internal static class MirroringTest
{
    /// <summary>The time after which a signal that does not come fails its test.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>An address that refuses connections.</summary>
    public static Uri Refusing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}

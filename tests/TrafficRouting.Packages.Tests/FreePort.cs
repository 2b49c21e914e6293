using System.Net;
using System.Net.Sockets;

namespace TrafficRouting.Packages.Tests;

/// <summary>A port that the system gives and nobody has, for applications whose address is written into a file.</summary>
internal static class FreePort
{
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

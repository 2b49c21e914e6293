using System.Net;
using System.Net.Sockets;
using Garnet;
using Garnet.server;

namespace Fleet;

/// <summary>A server that speaks Redis' protocol, in this process.</summary>
internal static class Server
{
    public static (GarnetServer Server, string Configuration) Start()
    {
        int port;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        var server = new GarnetServer(new GarnetServerOptions
        {
            EndPoints = [new IPEndPoint(IPAddress.Loopback, port)],
            LogMemorySize = "16m",
            PageSize = "1m",
            IndexMemorySize = "1m",
            QuietMode = true,
            EnableLua = true,
            // Scripts lock their keys, as they do in Redis.
            LuaTransactionMode = true,
            LuaOptions = new LuaOptions(LuaMemoryManagementMode.Native, "", Timeout.InfiniteTimeSpan, LuaLoggingMode.Silent, []),
        });
        server.Start();
        return (server, $"127.0.0.1:{port}");
    }
}
